-- What the gates of a run said, what did not pass first.
SELECT
    table_code,
    expectation_code,
    severity_code,
    outcome_code,
    checked_count,
    failed_count,
    observed,
    detail
FROM ops.expectation_result
WHERE run_key = $run AND ($failed::BOOLEAN IS NULL OR (outcome_code <> 'passed') = $failed::BOOLEAN)
ORDER BY
    outcome_code = 'passed',
    array_position(['critical', 'row', 'warning'], severity_code),
    table_code,
    expectation_code
LIMIT 200
