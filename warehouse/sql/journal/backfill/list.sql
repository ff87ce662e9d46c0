SELECT
    backfill_number,
    state_code,
    request,
    pipeline,
    recipe_hash,
    created_at,
    changed_at,
    is_pause_wanted,
    left_out_count,
    base_generation,
    published_generation,
    detail
FROM backfill
WHERE $backfill_number IS NULL OR backfill_number = $backfill_number
ORDER BY backfill_number DESC
