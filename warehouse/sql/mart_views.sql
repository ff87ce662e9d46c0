-- Views of the schema mart.
SELECT view_name
FROM duckdb_views()
WHERE schema_name = 'mart' AND NOT internal
ORDER BY view_name
