-- Rejected things that are not settled, the last first.
SELECT
    stage_code,
    reason_code,
    detail,
    source_uri,
    member,
    document_key,
    quarantined_at
FROM raw.quarantine
WHERE
    replayed_at IS NULL
    AND discarded_at IS NULL
    AND ($reason::VARCHAR IS NULL OR reason_code = $reason::VARCHAR)
    AND ($stage::VARCHAR IS NULL OR stage_code = $stage::VARCHAR)
ORDER BY quarantined_at DESC, quarantine_key ASC
LIMIT $row_count OFFSET $first_row
