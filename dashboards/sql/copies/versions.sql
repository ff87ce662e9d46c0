-- Articles that were changed after they had been published.
WITH changed AS (
    SELECT
        version_group_key,
        count(*) AS version_count
    FROM main.fact_article
    GROUP BY version_group_key
    HAVING count(*) > 1
)

SELECT
    fact_article.article_key,
    fact_article.title,
    dim_publisher.publisher_name,
    article.calendar_date AS published_date,
    changed.version_count,
    fact_article.updated_at
FROM changed
INNER JOIN main.fact_article
    ON changed.version_group_key = fact_article.version_group_key AND fact_article.is_current
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date AS article ON fact_article.published_date_key = article.date_key
WHERE
    (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], dim_publisher.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.calendar_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.calendar_date <= $until::DATE)
ORDER BY article.calendar_date DESC NULLS LAST, fact_article.article_key ASC
LIMIT $row_count OFFSET $first_row
