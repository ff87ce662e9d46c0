-- The recipe that the warehouse was last worked on with.
SELECT recipe_hash
FROM main.dim_run
ORDER BY loaded_at DESC
LIMIT 1
