-- How many of the rows have the marks they were to get.
SELECT count(*) AS marked_count
FROM raw.quarantine
WHERE
    quarantine_key IN (SELECT unnest($keys))
    AND discarded_at IS NOT DISTINCT FROM $now::TIMESTAMPTZ
    AND discard_note IS NOT DISTINCT FROM $note::VARCHAR
