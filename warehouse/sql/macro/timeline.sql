-- One period (day, week, month or year; its first day) and an entity that the name may mean: mentions,
-- references by derived words included, and articles. Periods without any are rows with 0; undated articles
-- are left out.
CREATE OR REPLACE MACRO main.timeline(name, grain) AS TABLE (
    WITH meant AS (
        SELECT
            entity_key,
            entity_name
        FROM entities_named(name)
    ),

    known AS (
        SELECT
            CASE
                WHEN grain IN ('day', 'week', 'month', 'year') THEN grain
                ELSE error(
                    'timeline(name, grain): the grain is day, week, month or year, not '
                    || coalesce(grain, 'NULL')
                )
            END AS grain_name
    ),

    counted AS (
        SELECT
            meant.entity_key,
            meant.entity_name,
            date_trunc(known.grain_name, entity_by_day.published_date)::DATE AS period,
            sum(entity_by_day.mention_count + entity_by_day.derived_count)::BIGINT AS mention_count,
            sum(entity_by_day.article_count)::BIGINT AS article_count
        FROM mart.entity_by_day
        INNER JOIN meant ON entity_by_day.entity_key = meant.entity_key
        CROSS JOIN known
        WHERE entity_by_day.published_date IS NOT NULL
        GROUP BY meant.entity_key, meant.entity_name, period
    ),

    spanned AS (
        SELECT
            counted.entity_key,
            counted.entity_name,
            unnest(
                generate_series(
                    min(counted.period)::TIMESTAMP,
                    max(counted.period)::TIMESTAMP,
                    ('1 ' || any_value(known.grain_name))::INTERVAL
                )
            )::DATE AS period
        FROM counted
        CROSS JOIN known
        GROUP BY counted.entity_key, counted.entity_name
    )

    SELECT
        spanned.period,
        spanned.entity_name,
        coalesce(counted.mention_count, 0) AS mention_count,
        coalesce(counted.article_count, 0) AS article_count
    FROM spanned
    LEFT JOIN counted ON spanned.entity_key = counted.entity_key AND spanned.period = counted.period
    ORDER BY spanned.entity_name, spanned.entity_key, spanned.period
);
