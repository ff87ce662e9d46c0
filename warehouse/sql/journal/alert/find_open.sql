SELECT
    alert_id,
    fingerprint,
    tried_at,
    delivered_count
FROM alert
WHERE code = $code AND subject = $subject AND ended_at IS NULL
ORDER BY alert_id DESC
LIMIT 1
