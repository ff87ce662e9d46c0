-- Publishers that have articles, the largest first.
SELECT dim_publisher.publisher_name
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
GROUP BY dim_publisher.publisher_name
ORDER BY count(*) DESC, dim_publisher.publisher_name ASC
