-- Each table of facts: rows on both sides, and what became of them.
CREATE TABLE change.table_count AS
WITH table_name AS (
    SELECT
        unnest(['fact_sentence', 'fact_mention', 'fact_quote', 'fact_quantity', 'fact_date_mention'])
            AS table_code
),

old_count AS (
    SELECT
        table_code,
        count(*) AS row_count
    FROM old.fact
    GROUP BY table_code
),

new_count AS (
    SELECT
        table_code,
        count(*) AS row_count
    FROM new.fact
    GROUP BY table_code
),

difference AS (
    SELECT
        table_code,
        count(*) FILTER (WHERE change_code = 'changed') AS changed_count,
        count(*) FILTER (WHERE change_code = 'only_old') AS only_old_count,
        count(*) FILTER (WHERE change_code = 'only_new') AS only_new_count
    FROM change.fact
    GROUP BY table_code
)

SELECT
    table_name.table_code,
    coalesce(old_count.row_count, 0) AS old_count,
    coalesce(new_count.row_count, 0) AS new_count,
    coalesce(old_count.row_count, 0)
    - coalesce(difference.changed_count, 0)
    - coalesce(difference.only_old_count, 0) AS same_count,
    coalesce(difference.changed_count, 0) AS changed_count,
    coalesce(difference.only_old_count, 0) AS only_old_count,
    coalesce(difference.only_new_count, 0) AS only_new_count
FROM table_name
LEFT JOIN old_count ON table_name.table_code = old_count.table_code
LEFT JOIN new_count ON table_name.table_code = new_count.table_code
LEFT JOIN difference ON table_name.table_code = difference.table_code
