SELECT
    publisher_name,
    count(*) AS articles,
    min(published_date) AS first,
    max(published_date) AS last
FROM mart.article
GROUP BY publisher_name
ORDER BY articles DESC, publisher_name ASC
