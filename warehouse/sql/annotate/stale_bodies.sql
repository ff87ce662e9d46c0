-- Bodies that another recipe annotated and those that were asked for, but for those whose pages are being
-- worked on anyway.
COPY (
    SELECT
        article.article_key,
        article.body,
        article.body_hash,
        article.published_date_key,
        document.source_uri,
        document.member,
        (row_number() OVER (ORDER BY article.article_key) - 1) // $shard_articles::BIGINT AS shard_number
    FROM main.fact_article AS article
    INNER JOIN raw.document ON article.document_key = document.document_key
    INNER JOIN main.dim_run ON article.annotation_run_key = dim_run.run_key
    WHERE
        (
            (
                $takes_stale
                AND dim_run.annotation_recipe_code <> $recipe
                -- What a backfill annotated with another pipeline was meant so.
                AND NOT (dim_run.kind_code = 'backfill' AND dim_run.pipeline_name <> $pipeline)
            )
            OR article.article_key IN (SELECT chosen.article_key FROM read_parquet($chosen) AS chosen)
        )
        AND article.document_key NOT IN (SELECT worked.document_key FROM read_parquet($worked) AS worked)
) TO $folder (FORMAT parquet, PARTITION_BY (shard_number))
