-- The days that the articles cover.
SELECT
    min(article.published_date) AS first_date,
    max(article.published_date) AS last_date
FROM mart.article
WHERE
    ($publishers::VARCHAR[] IS NULL OR list_contains($publishers::VARCHAR[], article.publisher_name))
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
