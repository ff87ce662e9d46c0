-- What the stages of the last run cost, as the status shows it.
SELECT
    stage_code AS stage,
    item_count AS items,
    token_count AS tokens,
    round(seconds, 2) AS seconds,
    round(items_per_second, 1) AS items_per_second,
    round(tokens_per_second)::BIGINT AS tokens_per_second,
    peak_memory_bytes // 1000000 AS peak_memory_mb,
    rejected_count AS rejected,
    resumed_count AS resumed
FROM mart.run_throughput
WHERE started_at = (SELECT max(last_run.started_at) FROM mart.run_throughput AS last_run)
ORDER BY stage_number
