SELECT
    stage_code,
    reason_code,
    source_uri,
    detail,
    quarantined_at,
    replayed_at
FROM raw.quarantine
ORDER BY quarantined_at DESC, stage_code ASC, reason_code ASC, source_uri ASC
