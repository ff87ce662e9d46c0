-- Articles whose body stands in several places, letter for letter.
WITH copy AS (
    SELECT
        fact_article.duplicate_of_key AS article_key,
        count(*) AS copy_count,
        list_sort(list(DISTINCT dim_publisher.publisher_name)) AS publisher_names
    FROM main.fact_article
    INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
    WHERE fact_article.duplicate_of_key IS NOT NULL
    GROUP BY fact_article.duplicate_of_key
)

SELECT
    fact_article.article_key,
    fact_article.title,
    dim_publisher.publisher_name,
    article.calendar_date AS published_date,
    copy.copy_count,
    copy.publisher_names
FROM copy
INNER JOIN main.fact_article ON copy.article_key = fact_article.article_key
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date AS article ON fact_article.published_date_key = article.date_key
WHERE
    (
        $publishers::VARCHAR[] IS NULL
        OR list_has_any($publishers::VARCHAR[], copy.publisher_names || [dim_publisher.publisher_name])
    )
    AND ($since::DATE IS NULL OR article.calendar_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.calendar_date <= $until::DATE)
ORDER BY copy.copy_count DESC, article.calendar_date DESC NULLS LAST, fact_article.article_key ASC
LIMIT $row_count OFFSET $first_row
