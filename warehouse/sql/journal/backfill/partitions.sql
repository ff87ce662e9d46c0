SELECT
    backfill_number,
    partition_number,
    label,
    item_count,
    state_code,
    attempt_count,
    article_count,
    fact_count,
    rejected_count,
    error,
    started_at,
    ended_at
FROM backfill_partition
WHERE $backfill_number IS NULL OR backfill_number = $backfill_number
ORDER BY backfill_number ASC, partition_number ASC
