UPDATE backfill_partition
SET
    state_code = 'running',
    attempt_count = attempt_count + 1,
    error = NULL,
    started_at = $now,
    ended_at = NULL
WHERE backfill_number = $backfill_number AND partition_number = $partition_number
