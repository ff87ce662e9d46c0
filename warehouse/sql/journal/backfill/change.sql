-- What is not given stays as it is.
UPDATE backfill
SET
    state_code = coalesce($state_code, state_code),
    detail = $detail,
    left_out_count = coalesce($left_out_count, left_out_count),
    base_generation = coalesce($base_generation, base_generation),
    published_generation = coalesce($published_generation, published_generation),
    changed_at = $now
WHERE backfill_number = $backfill_number
