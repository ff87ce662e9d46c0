-- How many rejected things there are in each state.
SELECT
    count(*) FILTER (WHERE replayed_at IS NULL AND discarded_at IS NULL) AS open_count,
    count(*) FILTER (WHERE replayed_at IS NOT NULL) AS replayed_count,
    count(*) FILTER (WHERE replayed_at IS NULL AND discarded_at IS NOT NULL) AS discarded_count
FROM raw.quarantine
