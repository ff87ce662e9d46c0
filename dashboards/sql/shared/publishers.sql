-- The publishers to choose from.
SELECT dim_publisher.publisher_name
FROM main.dim_publisher
SEMI JOIN mart.article ON dim_publisher.publisher_key = article.publisher_key
ORDER BY dim_publisher.publisher_name
