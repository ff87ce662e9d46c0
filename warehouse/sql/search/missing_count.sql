-- Articles that the index lacks.
SELECT
    (
        SELECT count(*)
        FROM main.fact_article
        WHERE is_current AND duplicate_of_key IS NULL
    ) - (SELECT count(*) FROM search.document) AS missing_count
