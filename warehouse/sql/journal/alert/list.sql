SELECT
    alert_id,
    code,
    subject,
    fingerprint,
    severity,
    title,
    body,
    run_key,
    raised_at,
    delivered_count,
    target_count,
    ended_at
FROM alert
WHERE NOT $only_open OR ended_at IS NULL
ORDER BY alert_id DESC
LIMIT $row_limit
