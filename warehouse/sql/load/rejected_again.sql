-- What was rejected before, and has been now, stays one row that says how it was found last. Where its
-- content is kept is not forgotten when its source is gone.
UPDATE raw.quarantine
SET
    detail = again.detail,
    payload = again.payload,
    payload_uri = CASE
        WHEN quarantine.payload_uri IS NULL OR again.payload_uri <> again.source_uri THEN again.payload_uri
        ELSE quarantine.payload_uri
    END,
    run_key = again.run_key,
    quarantined_at = again.quarantined_at,
    replayed_at = NULL
FROM read_parquet($rejected) AS again
WHERE quarantine.quarantine_key = again.quarantine_key
