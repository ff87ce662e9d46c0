SELECT count(*) > 0 AS has_warnings
FROM ops.expectation_result
WHERE
    run_key = $run_key
    AND outcome_code = 'failed'
    AND severity_code = 'warning'
    AND table_code IN ('measure.publisher_quality', 'measure.fact_shares')
