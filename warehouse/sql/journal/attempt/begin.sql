INSERT INTO attempt
(run_key, kind_code, work_folder, recipe_hash, process_id, flow_run_id, started_at, outcome_code)
VALUES ($run_key, $kind_code, $work_folder, $recipe_hash, $process_id, $flow_run_id, $started_at, 'running')
RETURNING attempt_number
