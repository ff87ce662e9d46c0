-- The macros that are there.
SELECT
    function_name,
    function_type
FROM duckdb_functions()
WHERE NOT internal AND schema_name = 'main' AND function_type IN ('macro', 'table_macro')
