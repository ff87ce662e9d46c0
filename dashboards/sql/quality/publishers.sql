-- How much of its pages is not news, by publisher.
SELECT
    dim_publisher.publisher_name,
    count(*) AS article_count,
    count(*) FILTER (WHERE fact_article.published_at IS NULL) / count(*) AS undated_share,
    avg(fact_article.boilerplate_share) AS boilerplate_share,
    avg(fact_article.word_count) AS word_count
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date AS article ON fact_article.published_date_key = article.date_key
WHERE
    fact_article.is_current
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], dim_publisher.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.calendar_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.calendar_date <= $until::DATE)
GROUP BY dim_publisher.publisher_name
ORDER BY article_count DESC, dim_publisher.publisher_name ASC
LIMIT 60
