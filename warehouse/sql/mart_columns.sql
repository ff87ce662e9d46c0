-- What the views and tables of the schema mart say of themselves.
WITH mart AS (
    SELECT
        view_name AS mart_name,
        comment AS grain
    FROM duckdb_views()
    WHERE schema_name = 'mart'
    UNION ALL
    SELECT
        table_name AS mart_name,
        comment AS grain
    FROM duckdb_tables()
    WHERE schema_name = 'mart'
)

SELECT
    mart.mart_name AS mart,
    mart.grain,
    columns.column_name AS name,
    columns.data_type AS type,
    columns.comment AS meaning
FROM mart
INNER JOIN duckdb_columns() AS columns ON mart.mart_name = columns.table_name
WHERE columns.schema_name = 'mart'
ORDER BY mart.mart_name ASC, columns.column_index ASC
