-- Pages in the warehouse that took a line for text which only now turns out to be repeated.
SELECT DISTINCT line.document_key
FROM clean.line
INNER JOIN clean.page ON line.document_key = page.document_key
SEMI JOIN read_parquet($newly_repeated) AS newly_repeated
    ON page.publisher_key = newly_repeated.publisher_key AND line.line_hash = newly_repeated.line_hash
ANTI JOIN read_parquet($pages) AS worked ON line.document_key = worked.document_key
WHERE list_contains($body_roles, line.role_code)
