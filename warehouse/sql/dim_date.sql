-- The calendar, one row per day.
INSERT INTO main.dim_date
WITH days AS (
    SELECT unnest(
        generate_series(
            make_date($first_year::BIGINT, 1, 1),
            make_date($last_year::BIGINT, 12, 31),
            INTERVAL 1 DAY
        )
    )::DATE AS calendar_date
),

names AS (
    SELECT
        [
            'Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli',
            'August', 'September', 'Oktober', 'November', 'Dezember'
        ] AS months,
        ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] AS weekdays
)

SELECT
    strftime(days.calendar_date, '%Y%m%d')::INTEGER AS date_key,
    days.calendar_date,
    year(days.calendar_date) AS year,
    quarter(days.calendar_date) AS quarter,
    month(days.calendar_date) AS month,
    day(days.calendar_date) AS day,
    isodow(days.calendar_date) AS weekday,
    isoyear(days.calendar_date) AS iso_year,
    week(days.calendar_date) AS iso_week,
    names.months[month(days.calendar_date)] AS month_name,
    names.weekdays[isodow(days.calendar_date)] AS weekday_name
FROM days
CROSS JOIN names
