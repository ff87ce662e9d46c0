-- Each thing that was put through again on demand counts it, whatever came of it; carried out twice, it
-- counts once.
UPDATE raw.quarantine
SET replay_count = tried.replay_count + 1
FROM read_parquet($tried) AS tried
WHERE quarantine.quarantine_key = tried.quarantine_key
