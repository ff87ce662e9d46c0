-- All rows but for the marks of somebody who leaves them out, as two numbers.
SELECT
    count(*) AS row_count,
    coalesce(bit_xor(hash(kept)), 0) AS content_hash
FROM (
    SELECT * EXCLUDE (discarded_at, discard_note)
    FROM raw.quarantine
) AS kept
