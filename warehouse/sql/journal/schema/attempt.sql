-- One attempt of a run: a run that was killed and taken up again has several.
CREATE TABLE IF NOT EXISTS attempt (
    attempt_number INTEGER PRIMARY KEY,
    run_key INTEGER NOT NULL,
    kind_code TEXT NOT NULL,
    work_folder TEXT NOT NULL,
    recipe_hash TEXT NOT NULL,
    process_id INTEGER NOT NULL,
    flow_run_id TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome_code TEXT NOT NULL,
    detail TEXT,
    generation_number INTEGER,
    peak_memory_bytes INTEGER
)
