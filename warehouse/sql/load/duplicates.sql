-- Articles with the same body, letter for letter: all but the first published are duplicates of it.
UPDATE main.fact_article
SET duplicate_of_key = compared.duplicate_of_key
FROM (
    SELECT
        article_key,
        nullif(
            first_value(article_key) OVER (
                PARTITION BY body_hash
                ORDER BY published_at ASC NULLS LAST, article_key ASC
            ),
            article_key
        ) AS duplicate_of_key
    FROM main.fact_article
) AS compared
WHERE
    fact_article.article_key = compared.article_key
    AND fact_article.duplicate_of_key IS DISTINCT FROM compared.duplicate_of_key
