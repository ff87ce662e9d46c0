-- Entities that are named more often now, or less: those with the greatest difference first.
SELECT
    entity_name,
    kind_code,
    old_count,
    new_count,
    difference
FROM change.entity
WHERE CASE WHEN $is_gain THEN difference > 0 ELSE difference < 0 END
ORDER BY abs(difference) DESC, entity_name ASC, kind_code ASC
LIMIT $row_limit
