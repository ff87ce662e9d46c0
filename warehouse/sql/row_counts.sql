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
    ('main.dim_entity', (SELECT count(*) FROM main.dim_entity)),
    ('main.fact_article', (SELECT count(*) FROM main.fact_article)),
    ('main.fact_sentence', (SELECT count(*) FROM main.fact_sentence)),
    ('main.fact_mention', (SELECT count(*) FROM main.fact_mention)),
    ('main.fact_quote', (SELECT count(*) FROM main.fact_quote)),
    ('main.fact_quantity', (SELECT count(*) FROM main.fact_quantity)),
    ('main.fact_date_mention', (SELECT count(*) FROM main.fact_date_mention))
) AS counted (table_code, row_count)
