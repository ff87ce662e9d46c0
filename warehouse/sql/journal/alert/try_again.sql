UPDATE alert
SET
    fingerprint = $fingerprint,
    title = $title,
    body = $body,
    run_key = $run_key,
    tried_at = $now
WHERE alert_id = $alert_id
