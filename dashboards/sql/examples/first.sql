-- Articles by publisher, with the share of their pages that is not news.
SELECT
    publisher_name,
    count(*) AS article_count,
    round(avg(boilerplate_share), 2) AS boilerplate_share
FROM fact_article
INNER JOIN dim_publisher USING (publisher_key)
WHERE is_current
GROUP BY publisher_name
ORDER BY article_count DESC, publisher_name
