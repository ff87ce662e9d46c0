-- Whether words can be stemmed here, and whether the file holds an index and the macros that ask it.
WITH known AS (
    SELECT
        function_name,
        internal,
        parameters
    FROM duckdb_functions()
),

stored AS (
    SELECT count(*) AS table_count
    FROM duckdb_tables()
    WHERE schema_name = 'search'
)

SELECT
    coalesce(bool_or(known.internal AND known.function_name = 'stem'), FALSE) AS has_stemmer,
    -- A file of before there were filters has macros without them.
    coalesce(
        bool_or(
            NOT known.internal
            AND known.function_name = 'search_quotes'
            AND list_contains(known.parameters, 'until')
        ),
        FALSE
    ) AS has_macros,
    any_value(stored.table_count) = 2 AS has_index
FROM known
CROSS JOIN stored
