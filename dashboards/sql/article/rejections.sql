-- What of the document was rejected.
SELECT
    stage_code,
    reason_code,
    table_code,
    detail
FROM raw.quarantine
WHERE document_key = $document
ORDER BY quarantined_at, quarantine_key
LIMIT 50
