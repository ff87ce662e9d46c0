-- Rejected things whose name begins so.
SELECT quarantine_key
FROM raw.quarantine
WHERE starts_with(lpad(lower(to_hex(quarantine_key)), 16, '0'), $name)
ORDER BY quarantine_key
