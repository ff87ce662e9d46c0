-- One macro that gives a table, with its parameters and what a row of it is.
CREATE OR REPLACE MACRO main.macros() AS TABLE (
    SELECT
        function_name || '(' || array_to_string(parameters, ', ') || ')' AS macro,
        comment AS one_row_is
    FROM duckdb_functions()
    WHERE NOT internal AND function_type = 'table_macro'
    ORDER BY function_name
);
