-- Whoever holds the lock of a backfill knows that no partition is being worked on by another.
UPDATE backfill_partition
SET state_code = 'planned'
WHERE backfill_number = $backfill_number AND state_code = 'running'
