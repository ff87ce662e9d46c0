-- What was rejected before and has now been worked on again without being rejected again.
UPDATE raw.quarantine
SET replayed_at = $now
WHERE
    replayed_at IS NULL
    AND (
        document_key IN (SELECT document_key FROM read_parquet($documents))
        OR (stage_code = 'read' AND source_uri IN (SELECT source_uri FROM read_parquet($sources)))
    )
    AND quarantine_key NOT IN (SELECT quarantine_key FROM read_parquet($rejected))
