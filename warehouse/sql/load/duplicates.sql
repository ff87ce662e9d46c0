-- Articles with the same body, letter for letter: all but the first published are duplicates of it. Only
-- bodies that this run has loaded or taken away are compared.
UPDATE main.fact_article
SET duplicate_of_key = compared.duplicate_of_key
FROM (
    WITH touched_body AS (
        SELECT fact_article.body_hash
        FROM main.fact_article
        SEMI JOIN read_parquet($worked) AS worked ON fact_article.document_key = worked.document_key
        UNION
        SELECT body_hash FROM ops.touched_group
    )

    SELECT
        fact_article.article_key,
        nullif(
            first_value(fact_article.article_key) OVER (
                PARTITION BY fact_article.body_hash
                ORDER BY fact_article.published_at ASC NULLS LAST, fact_article.article_key ASC
            ),
            fact_article.article_key
        ) AS duplicate_of_key
    FROM main.fact_article
    SEMI JOIN touched_body ON fact_article.body_hash = touched_body.body_hash
) AS compared
WHERE
    fact_article.article_key = compared.article_key
    AND fact_article.duplicate_of_key IS DISTINCT FROM compared.duplicate_of_key
