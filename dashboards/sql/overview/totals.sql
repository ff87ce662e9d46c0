-- What there is.
SELECT
    count(*) AS article_count,
    count(*) FILTER (WHERE article.published_date IS NULL) AS undated_count,
    count(DISTINCT article.publisher_key) AS publisher_count,
    coalesce(sum(article.mention_count), 0)::BIGINT AS mention_count,
    coalesce(sum(article.quote_count), 0)::BIGINT AS quote_count,
    coalesce(sum(article.quantity_count), 0)::BIGINT AS quantity_count,
    min(article.published_date) AS first_date,
    max(article.published_date) AS last_date
FROM mart.article
WHERE
    ($publishers::VARCHAR[] IS NULL OR list_contains($publishers::VARCHAR[], article.publisher_name))
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
