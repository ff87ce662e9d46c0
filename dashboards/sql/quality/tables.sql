-- How the tables did in a run's gates.
SELECT
    table_code,
    count(*) AS expectation_count,
    count(*) FILTER (WHERE outcome_code = 'passed') AS passed_count,
    max(checked_count) AS checked_count
FROM ops.expectation_result
WHERE run_key = $run
GROUP BY table_code
ORDER BY table_code
