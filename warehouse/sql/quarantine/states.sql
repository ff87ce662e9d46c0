-- What has become of some rejected things.
SELECT CASE WHEN replayed_at IS NULL THEN 'open' ELSE 'replayed' END AS state_code
FROM raw.quarantine
WHERE quarantine_key IN (SELECT unnest($keys))
