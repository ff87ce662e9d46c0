-- Some of what changed: as many of each kind of change in each table, the same ones whenever it is asked.
-- md5 is used as a hash that every machine agrees on, not for secrecy.
WITH ranked AS (
    SELECT
        table_code,
        change_code,
        article_key,
        start,
        length,
        surface,
        old_meaning,
        new_meaning,
        sentence,
        row_number() OVER (
            PARTITION BY table_code, change_code
            ORDER BY md5(concat_ws(' ', article_key, start, length)) ASC
        ) AS place
    FROM change.fact
    WHERE table_code <> 'fact_sentence'
)

SELECT
    table_code,
    change_code,
    surface,
    old_meaning,
    new_meaning,
    sentence,
    article_key
FROM ranked
WHERE place <= $row_limit
ORDER BY table_code ASC, change_code ASC, place ASC
