-- The names that articles use for it.
SELECT
    alias_name,
    reference_code,
    method_code,
    confidence,
    mention_count,
    article_count
FROM main.entity_alias
WHERE entity_key = $entity
ORDER BY mention_count DESC, alias_name ASC, alias_key ASC
LIMIT 40
