-- One condition that somebody was, or is to be, told of. It is open until `ended_at` is set.
-- Times are UTC in ISO format. What is secret of a target never gets here: targets are only counted.
CREATE TABLE IF NOT EXISTS alert (
    alert_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    severity TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    run_key INTEGER,
    raised_at TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    delivered_count INTEGER NOT NULL DEFAULT 0,
    target_count INTEGER NOT NULL DEFAULT 0,
    ended_at TEXT
)
