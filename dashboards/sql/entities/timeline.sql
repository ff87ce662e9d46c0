-- How often it is named over time; no period where articles have no day.
SELECT
    date_trunc($grain, article.published_date)::DATE AS period,
    sum(article.mention_count + article.derived_count)::BIGINT AS mention_count,
    sum(article.article_count)::BIGINT AS article_count
FROM mart.entity_by_day AS article
WHERE
    article.entity_key = $entity
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], article.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
GROUP BY period
ORDER BY period
