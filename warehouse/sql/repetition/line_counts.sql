-- For every line that the pages worked on now hold: in how many different works it stood among the
-- other pages of the same publisher that the warehouse knows, and in how many with the new pages.
WITH worked_page AS (
    SELECT
        document_key,
        publisher_key,
        work_key
    FROM read_parquet($pages)
),

worked_line AS (
    SELECT DISTINCT
        worked_page.publisher_key,
        line.line_hash,
        worked_page.work_key
    FROM read_parquet($lines) AS line
    INNER JOIN worked_page ON line.document_key = worked_page.document_key
),

worked_hash AS (
    SELECT DISTINCT line_hash
    FROM worked_line
),

known_line AS (
    SELECT DISTINCT
        page.publisher_key,
        line.line_hash,
        page.work_key
    FROM clean.line
    SEMI JOIN worked_hash ON line.line_hash = worked_hash.line_hash
    INNER JOIN clean.page ON line.document_key = page.document_key
    ANTI JOIN worked_page ON line.document_key = worked_page.document_key
),

all_line AS (
    SELECT
        publisher_key,
        line_hash,
        work_key,
        FALSE AS is_known
    FROM worked_line
    UNION ALL
    SELECT
        publisher_key,
        line_hash,
        work_key,
        TRUE AS is_known
    FROM known_line
)

SELECT
    publisher_key,
    line_hash,
    count(DISTINCT work_key) FILTER (WHERE is_known) AS known_work_count,
    count(DISTINCT work_key) AS work_count
FROM all_line
GROUP BY publisher_key, line_hash
HAVING count(DISTINCT work_key) > 1
