-- What the views of the schema mart say of themselves.
SELECT
    views.view_name AS mart,
    views.comment AS grain,
    columns.column_name AS name,
    columns.data_type AS type,
    columns.comment AS meaning
FROM duckdb_views() AS views
INNER JOIN duckdb_columns() AS columns
    ON views.schema_name = columns.schema_name AND views.view_name = columns.table_name
WHERE views.schema_name = 'mart'
ORDER BY views.view_name ASC, columns.column_index ASC
