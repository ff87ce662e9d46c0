-- The raw page, line by line, with what each line was taken for.
SELECT
    line_number,
    text,
    role_code,
    rule_code,
    confidence
FROM clean.line
WHERE document_key = $document
ORDER BY line_number
