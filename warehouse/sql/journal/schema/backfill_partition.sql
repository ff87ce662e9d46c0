-- One partition of a backfill: what is worked on in one go, and begun again alone if it failed.
CREATE TABLE IF NOT EXISTS backfill_partition (
    backfill_number INTEGER NOT NULL REFERENCES backfill (backfill_number),
    partition_number INTEGER NOT NULL,
    label TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    state_code TEXT NOT NULL CHECK (state_code IN ('planned', 'running', 'done', 'failed')),
    attempt_count INTEGER NOT NULL DEFAULT 0,
    article_count INTEGER,
    fact_count INTEGER,
    rejected_count INTEGER,
    error TEXT,
    started_at TEXT,
    ended_at TEXT,
    PRIMARY KEY (backfill_number, partition_number)
)
