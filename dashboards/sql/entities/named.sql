-- Entities with a name that contains the words, by any spelling that articles use.
WITH named AS (
    SELECT
        entity_alias.entity_key,
        sum(entity_alias.mention_count)::BIGINT AS mention_count,
        max(entity_alias.article_count) AS article_count,
        bool_or(starts_with(lower(strip_accents(entity_alias.alias_name)), lower(strip_accents($words))))
            AS is_start
    FROM main.entity_alias
    WHERE
        entity_alias.entity_key <> 0
        AND contains(lower(strip_accents(entity_alias.alias_name)), lower(strip_accents($words)))
    GROUP BY entity_alias.entity_key
)

SELECT
    dim_entity.entity_key,
    dim_entity.entity_name,
    dim_entity.kind_code,
    named.mention_count,
    named.article_count
FROM named
INNER JOIN main.dim_entity ON named.entity_key = dim_entity.entity_key
WHERE ($kind::VARCHAR IS NULL OR dim_entity.kind_code = $kind::VARCHAR)
ORDER BY
    named.is_start DESC,
    named.mention_count DESC,
    dim_entity.entity_name ASC,
    dim_entity.entity_key ASC
LIMIT $row_count OFFSET $first_row
