-- Articles of one publisher, whatever the case its name is written in.
SELECT
    fact_article.article_key AS item_key,
    fact_article.published_at
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
WHERE lower(dim_publisher.publisher_name) = lower($publisher_name)
ORDER BY fact_article.article_key ASC
