-- Rows of the tables a user cares about, in the order of the data flow.
SELECT
    counted.table_code,
    counted.row_count
FROM (
    VALUES
    ('raw.document', (SELECT count(*) FROM raw.document)),
    ('raw.source', (SELECT count(*) FROM raw.source)),
    ('raw.quarantine', (SELECT count(*) FROM raw.quarantine)),
    ('clean.line', (SELECT count(*) FROM clean.line)),
    ('main.dim_publisher', (SELECT count(*) FROM main.dim_publisher)),
    ('main.dim_topic', (SELECT count(*) FROM main.dim_topic)),
    ('main.fact_article', (SELECT count(*) FROM main.fact_article)),
    ('main.fact_sentence', (SELECT count(*) FROM main.fact_sentence))
) AS counted (table_code, row_count)
