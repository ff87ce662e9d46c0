-- Articles by publisher, with the share of their pages that is not news.
SELECT
    dim_publisher.publisher_name,
    count(*) AS article_count,
    round(avg(fact_article.boilerplate_share), 2) AS boilerplate_share
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
WHERE fact_article.is_current
GROUP BY dim_publisher.publisher_name
ORDER BY article_count DESC, dim_publisher.publisher_name ASC
