-- Articles published in a span of time. Those that do not say when are in none.
SELECT
    fact_article.article_key AS item_key,
    fact_article.published_at
FROM main.fact_article
WHERE fact_article.published_at >= $from_at AND fact_article.published_at < $until_at
ORDER BY fact_article.published_at ASC, fact_article.article_key ASC
