-- One table or view of a schema (main, mart, clean, raw, ops), with what one row of it is.
CREATE OR REPLACE MACRO main.tables_of(schema) AS TABLE (
    WITH named AS (
        SELECT
            schema_name,
            table_name,
            comment
        FROM duckdb_tables()
        WHERE NOT internal
        UNION ALL
        SELECT
            schema_name,
            view_name AS table_name,
            comment
        FROM duckdb_views()
        WHERE NOT internal
    )

    SELECT
        schema_name || '.' || table_name AS table_name,
        comment AS one_row_is
    FROM named
    WHERE schema_name = schema
    ORDER BY table_name
);
