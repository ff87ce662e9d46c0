UPDATE alert
SET
    delivered_count = $delivered_count,
    target_count = $target_count
WHERE alert_id = $alert_id
