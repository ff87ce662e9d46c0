-- What the last run's stages cost.
SELECT
    stage_code,
    item_count,
    seconds,
    items_per_second,
    tokens_per_second,
    rejected_count,
    peak_memory_bytes
FROM mart.run_throughput
WHERE run_key = $run
ORDER BY stage_number
