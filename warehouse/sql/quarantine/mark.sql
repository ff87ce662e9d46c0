-- Leave rows out for good, or where $now is NULL take them back.
UPDATE raw.quarantine
SET
    discarded_at = $now::TIMESTAMPTZ,
    discard_note = $note::VARCHAR
WHERE quarantine_key IN (SELECT unnest($keys))
