-- Columns of one table or view.
SELECT
    column_name,
    data_type,
    is_nullable,
    comment AS meaning
FROM duckdb_columns()
WHERE NOT internal AND schema_name = $schema AND table_name = $table
ORDER BY column_index
