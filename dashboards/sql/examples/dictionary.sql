-- Columns that speak of dates, by what they mean.
SELECT
    schema_name,
    table_name,
    column_name,
    data_type,
    comment AS meaning
FROM duckdb_columns()
WHERE NOT internal AND comment ILIKE '%publication%'
ORDER BY schema_name, table_name, column_index
