-- How long nothing has arrived, measured in what is usual at these hours of the week.
--
-- Time is counted in expected arrivals (time rescaling): an hour counts as much as the share of past weeks in
-- which something arrived in it. So a night or weekend that was always quiet counts nothing, and a summer of
-- daylight saving is right because hours of the week are local while hours that pass are not.
WITH arrived AS (
    SELECT DISTINCT time_bucket(INTERVAL 1 HOUR, started_at) AS at_hour
    FROM main.dim_run
    WHERE document_count > 0 AND new_source_count > 0
),

bounds AS (
    SELECT
        max(at_hour) AS last_hour,
        greatest(min(at_hour), max(at_hour) - to_weeks($history_weeks::INTEGER)) AS first_hour
    FROM arrived
),

hours AS (
    SELECT unnest(generate_series(first_hour, $now - INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS at_hour
    FROM bounds
),

passed AS (
    SELECT
        hours.at_hour,
        arrived.at_hour IS NOT NULL AS is_active,
        hours.at_hour > bounds.last_hour AS is_silent,
        timezone($time_zone, hours.at_hour) AS local_hour
    FROM hours
    CROSS JOIN bounds
    LEFT JOIN arrived ON hours.at_hour = arrived.at_hour
),

usual AS (
    SELECT
        isodow(local_hour) AS day_of_week,
        hour(local_hour) AS hour_of_day,
        avg(is_active::INTEGER) AS arrival_share
    FROM passed
    WHERE NOT is_silent
    GROUP BY day_of_week, hour_of_day
),

expected AS (
    SELECT
        passed.at_hour,
        passed.is_active,
        passed.is_silent,
        date_trunc('week', passed.local_hour) AS local_week,
        coalesce(usual.arrival_share, 0) AS arrival_share,
        sum(coalesce(usual.arrival_share, 0)) OVER (ORDER BY passed.at_hour) AS elapsed
    FROM passed
    LEFT JOIN usual
        ON isodow(passed.local_hour) = usual.day_of_week AND hour(passed.local_hour) = usual.hour_of_day
),

-- Between two arrivals: the arrivals that these hours would have had, those at both ends left out.
gaps AS (
    SELECT
        local_week,
        elapsed - arrival_share - lag(elapsed) OVER (ORDER BY at_hour) AS missed_count
    FROM expected
    WHERE is_active
),

longest AS (
    SELECT max(missed_count) AS missed_count
    FROM gaps
    GROUP BY local_week
)

SELECT
    (
        SELECT max(started_at)
        FROM main.dim_run
        WHERE document_count > 0 AND new_source_count > 0
    ) AS latest_arrival_at,
    (
        SELECT count(*)
        FROM expected
        WHERE is_active
    ) AS active_hour_count,
    (
        SELECT count(*) / 168.0
        FROM expected
        WHERE NOT is_silent
    ) AS observed_weeks,
    (
        SELECT coalesce(median(missed_count), 0)
        FROM longest
    ) AS usual_missed_count,
    (
        SELECT coalesce(sum(arrival_share), 0)
        FROM expected
        WHERE is_silent
    ) AS missed_count
