INSERT INTO backfill (state_code, request, pipeline, recipe_hash, created_at, changed_at)
VALUES ('planning', $request, $pipeline, $recipe_hash, $now, $now)
RETURNING backfill_number
