UPDATE backfill_partition
SET
    state_code = $state_code,
    article_count = $article_count,
    fact_count = $fact_count,
    rejected_count = $rejected_count,
    error = $error,
    ended_at = $now
WHERE backfill_number = $backfill_number AND partition_number = $partition_number
