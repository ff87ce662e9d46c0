-- Tables and views with what one row is.
WITH named AS (
    SELECT
        schema_name,
        table_name,
        comment AS meaning
    FROM duckdb_tables()
    WHERE NOT internal
    UNION ALL
    SELECT
        schema_name,
        view_name AS table_name,
        comment AS meaning
    FROM duckdb_views()
    WHERE NOT internal
)

SELECT
    schema_name,
    table_name,
    meaning
FROM named
WHERE schema_name IN ('main', 'mart', 'clean', 'raw', 'ops')
ORDER BY array_position(['main', 'mart', 'clean', 'raw', 'ops'], schema_name), table_name
