-- The first lines of a document, with their roles.
SELECT
    line_number,
    role_code,
    text,
    count(*) OVER () AS line_count
FROM clean.line
WHERE document_key = $wanted_document
ORDER BY line_number
LIMIT $row_limit
