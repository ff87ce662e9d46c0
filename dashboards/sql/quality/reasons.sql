-- What was rejected and is not settled, by stage and reason.
SELECT
    stage_code,
    reason_code,
    count(*) AS rejection_count,
    max(quarantined_at) AS last_at
FROM raw.quarantine
WHERE replayed_at IS NULL AND discarded_at IS NULL
GROUP BY stage_code, reason_code
ORDER BY rejection_count DESC, stage_code ASC, reason_code ASC
