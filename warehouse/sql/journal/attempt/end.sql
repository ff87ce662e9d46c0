UPDATE attempt
SET
    ended_at = $ended_at,
    outcome_code = $outcome_code,
    detail = $detail,
    generation_number = $generation_number,
    peak_memory_bytes = $peak_memory_bytes
WHERE attempt_number = $attempt_number
