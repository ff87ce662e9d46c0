-- One column of a table or view, which may be named with or without its schema: type and meaning.
CREATE OR REPLACE MACRO main.columns_of(relation) AS TABLE (
    SELECT
        schema_name || '.' || table_name AS table_name,
        column_name,
        data_type,
        is_nullable AS may_be_null,
        comment AS meaning
    FROM duckdb_columns()
    WHERE NOT internal AND relation IN (table_name, schema_name || '.' || table_name)
    ORDER BY schema_name, table_name, column_index
);
