-- Articles that do not say when they were published.
SELECT count(*) AS article_count
FROM main.fact_article
WHERE published_at IS NULL
