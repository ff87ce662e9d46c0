-- Every distinct name with its counts: of the articles that stay as they are, and of the mentions this run
-- brings.
WITH mention AS (
    SELECT
        fact_mention.kind_code,
        fact_mention.reference_code,
        fact_mention.name,
        fact_mention.article_key
    FROM main.fact_mention
    ANTI JOIN read_parquet($articles) AS worked ON fact_mention.article_key = worked.article_key
    UNION ALL
    SELECT
        kind_code,
        reference_code,
        name,
        article_key
    FROM read_parquet($mentions)
)

SELECT
    kind_code,
    reference_code,
    name,
    count(DISTINCT article_key) AS article_count,
    count(*) AS mention_count
FROM mention
GROUP BY kind_code, reference_code, name
ORDER BY kind_code ASC, reference_code ASC, name ASC
