-- Where the contents lie that may still be put through again.
SELECT DISTINCT payload_uri
FROM raw.quarantine
WHERE payload_uri IS NOT NULL AND replayed_at IS NULL AND discarded_at IS NULL
