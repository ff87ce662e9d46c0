-- Who and what is named most. A name counts once for each mention, whatever form it has.
SELECT
    article.entity_key,
    article.entity_name,
    article.kind_code,
    sum(article.mention_count)::BIGINT AS mention_count,
    sum(article.article_count)::BIGINT AS article_count
FROM mart.entity_by_day AS article
WHERE
    article.entity_key <> 0
    AND ($kind::VARCHAR IS NULL OR article.kind_code = $kind::VARCHAR)
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], article.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
GROUP BY article.entity_key, article.entity_name, article.kind_code
HAVING sum(article.mention_count) > 0
ORDER BY mention_count DESC, article.entity_name ASC, article.entity_key ASC
LIMIT $row_count OFFSET $first_row
