-- The other articles with the same body.
SELECT
    copy.article_key,
    copy.title,
    dim_publisher.publisher_name,
    dim_date.calendar_date AS published_date
FROM main.fact_article
INNER JOIN main.fact_article AS copy
    ON fact_article.body_hash = copy.body_hash AND fact_article.article_key <> copy.article_key
INNER JOIN main.dim_publisher ON copy.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date ON copy.published_date_key = dim_date.date_key
WHERE fact_article.article_key = $article
ORDER BY dim_date.calendar_date NULLS LAST, copy.article_key
LIMIT 20
