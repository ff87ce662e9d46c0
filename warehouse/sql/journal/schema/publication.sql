-- One change of what is published: a new generation, or an older one taken back.
CREATE TABLE IF NOT EXISTS publication (
    publication_id INTEGER PRIMARY KEY,
    kind_code TEXT NOT NULL CHECK (kind_code IN ('publish', 'rollback')),
    generation_number INTEGER NOT NULL,
    previous_number INTEGER,
    run_key INTEGER,
    happened_at TEXT NOT NULL
)
