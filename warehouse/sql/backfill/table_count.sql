SELECT
    table_code,
    old_count,
    new_count,
    same_count,
    changed_count,
    only_old_count,
    only_new_count
FROM change.table_count
ORDER BY table_code ASC
