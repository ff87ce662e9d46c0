-- What other recipes made: documents, articles' facts, and which names mean one entity.
SELECT
    (
        SELECT count(*)
        FROM raw.document
        INNER JOIN main.dim_run ON document.run_key = dim_run.run_key
        WHERE $takes_stale AND (dim_run.page_recipe_code <> $page_recipe OR $full_refresh)
    ) AS document_count,
    (
        SELECT count(*)
        FROM main.fact_article
        INNER JOIN main.dim_run ON fact_article.annotation_run_key = dim_run.run_key
        WHERE
            $takes_stale
            AND dim_run.annotation_recipe_code <> $annotation_recipe
            -- What a backfill annotated with another pipeline was meant so.
            AND NOT (dim_run.kind_code = 'backfill' AND dim_run.pipeline_name <> $pipeline)
    ) AS article_count,
    coalesce(
        (
            SELECT resolution_recipe_code <> $resolution_recipe
            FROM main.dim_run
            ORDER BY loaded_at DESC
            LIMIT 1
        ),
        FALSE
    ) AS is_resolution_stale
