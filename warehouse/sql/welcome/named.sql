SELECT
    entity_name,
    kind_code,
    sum(mention_count) AS mentions,
    sum(article_count) AS articles
FROM mart.entity_by_day
WHERE entity_key <> 0
GROUP BY entity_key, entity_name, kind_code
ORDER BY mentions DESC, entity_name ASC
LIMIT 10
