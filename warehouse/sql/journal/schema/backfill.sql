-- One backfill: a part of the archive that is worked on again. Times are UTC in ISO format.
CREATE TABLE IF NOT EXISTS backfill (
    backfill_number INTEGER PRIMARY KEY,
    state_code TEXT NOT NULL,
    request TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    recipe_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    is_pause_wanted INTEGER NOT NULL DEFAULT 0,
    left_out_count INTEGER,
    base_generation INTEGER,
    published_generation INTEGER,
    detail TEXT
)
