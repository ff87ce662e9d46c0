-- The newest articles.
SELECT
    article.article_key,
    article.title,
    article.publisher_name,
    article.published_date,
    article.word_count,
    article.quote_count,
    article.quantity_count
FROM mart.article
WHERE
    ($publishers::VARCHAR[] IS NULL OR list_contains($publishers::VARCHAR[], article.publisher_name))
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
ORDER BY article.published_date DESC NULLS LAST, article.article_key ASC
LIMIT 12
