SELECT
    attempt_number,
    run_key,
    kind_code,
    recipe_hash,
    process_id,
    flow_run_id,
    started_at,
    ended_at,
    outcome_code,
    detail,
    generation_number,
    peak_memory_bytes
FROM attempt
ORDER BY attempt_number DESC
LIMIT $row_limit
