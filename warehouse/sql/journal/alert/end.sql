UPDATE alert
SET ended_at = $now
WHERE code = $code AND subject = $subject AND ended_at IS NULL
