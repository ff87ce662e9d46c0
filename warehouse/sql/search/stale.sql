-- Articles in the index that are not what they were, or not to be found any more.
CREATE OR REPLACE TEMP TABLE stale_document AS
WITH present AS (
    SELECT
        article_key,
        md5(coalesce(title, '')) AS title_hash,
        body_hash
    FROM main.fact_article
    WHERE is_current AND duplicate_of_key IS NULL
)

SELECT document.article_key
FROM search.document
ANTI JOIN present
    ON
        document.article_key = present.article_key
        AND document.title_hash = present.title_hash
        AND document.body_hash = present.body_hash
