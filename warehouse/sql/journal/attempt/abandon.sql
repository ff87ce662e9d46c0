-- Whoever holds the lock of a work folder knows that attempts still running in it are none any more.
UPDATE attempt
SET
    outcome_code = 'abandoned',
    detail = 'The process ended without a word: killed, or the machine went down.'
WHERE outcome_code = 'running' AND work_folder = $work_folder
RETURNING attempt_number, run_key, started_at, process_id
