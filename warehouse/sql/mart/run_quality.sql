-- What each run brought, what its gates said, and what it cost: whether last night's run can be trusted.
CREATE OR REPLACE VIEW mart.run_quality AS
WITH judged AS (
    SELECT
        run_key,
        count(*) AS expectation_count,
        count(*) FILTER (WHERE outcome_code <> 'passed' AND severity_code = 'warning') AS warning_count,
        count(*) FILTER (WHERE outcome_code <> 'passed' AND severity_code = 'row') AS row_failure_count,
        count(*) FILTER (
            WHERE outcome_code = 'error' OR (outcome_code = 'failed' AND severity_code = 'critical')
        ) AS critical_count
    FROM ops.expectation_result
    GROUP BY run_key
),

cost AS (
    SELECT
        run_key,
        sum(seconds) AS seconds,
        max(token_count) AS token_count,
        max(peak_memory_bytes) AS peak_memory_bytes
    FROM ops.stage
    GROUP BY run_key
),

tried AS (
    SELECT
        run_key,
        count(*) AS attempt_count
    FROM ops.attempt
    GROUP BY run_key
)

SELECT
    dim_run.run_key,
    dim_run.started_at,
    dim_run.kind_code,
    dim_run.pipeline_name,
    publication.generation_number,
    publication.published_at,
    dim_run.source_count,
    dim_run.new_source_count,
    dim_run.document_count,
    dim_run.reworked_count,
    dim_run.article_count,
    dim_run.annotated_count,
    dim_run.quarantine_count,
    dim_run.quarantine_count / nullif(dim_run.new_source_count, 0) AS quarantine_share,
    judged.expectation_count,
    judged.warning_count,
    judged.row_failure_count,
    judged.critical_count,
    tried.attempt_count,
    cost.seconds,
    (dim_run.document_count + dim_run.reworked_count) / nullif(cost.seconds, 0) AS documents_per_second,
    cost.token_count,
    cost.peak_memory_bytes
FROM main.dim_run
LEFT JOIN ops.publication ON dim_run.run_key = publication.run_key
LEFT JOIN judged ON dim_run.run_key = judged.run_key
LEFT JOIN cost ON dim_run.run_key = cost.run_key
LEFT JOIN tried ON dim_run.run_key = tried.run_key;

COMMENT ON VIEW mart.run_quality IS 'One run that loaded something, with the verdict of its gates.';
COMMENT ON COLUMN mart.run_quality.run_key IS 'Run. References main.dim_run.run_key.';
COMMENT ON COLUMN mart.run_quality.started_at IS 'Start of the run.';
COMMENT ON COLUMN mart.run_quality.kind_code IS 'What kind of run.';
COMMENT ON COLUMN mart.run_quality.pipeline_name IS 'Name and version of the spaCy pipeline.';
COMMENT ON COLUMN mart.run_quality.generation_number IS 'Generation it published.';
COMMENT ON COLUMN mart.run_quality.published_at IS 'When that was made ready to publish.';
COMMENT ON COLUMN mart.run_quality.source_count IS 'Places looked at.';
COMMENT ON COLUMN mart.run_quality.new_source_count IS 'Places that were new or had changed.';
COMMENT ON COLUMN mart.run_quality.document_count IS 'New documents.';
COMMENT ON COLUMN mart.run_quality.reworked_count IS 'Known documents worked on again.';
COMMENT ON COLUMN mart.run_quality.article_count IS 'Article versions written.';
COMMENT ON COLUMN mart.run_quality.annotated_count IS 'Article versions whose bodies were annotated.';
COMMENT ON COLUMN mart.run_quality.quarantine_count IS 'Things rejected.';
COMMENT ON COLUMN mart.run_quality.quarantine_share IS
'Things rejected by new places; rows of one page may be several things, so it can pass 1.';
COMMENT ON COLUMN mart.run_quality.expectation_count IS 'Expectations judged.';
COMMENT ON COLUMN mart.run_quality.warning_count IS 'Expectations that gave a warning.';
COMMENT ON COLUMN mart.run_quality.row_failure_count IS 'Expectations that sent rows to quarantine.';
COMMENT ON COLUMN mart.run_quality.critical_count IS
'Expectations that would stop publication; above 0 only where a gate was overruled.';
COMMENT ON COLUMN mart.run_quality.attempt_count IS
'Attempts it took; more than 1 where the run was killed or failed in between.';
COMMENT ON COLUMN mart.run_quality.seconds IS
'Wall-clock time of the stages up to loading, in the attempt that loaded. Unit: seconds.';
COMMENT ON COLUMN mart.run_quality.documents_per_second IS 'Documents worked on by that time.';
COMMENT ON COLUMN mart.run_quality.token_count IS 'Tokens annotated.';
COMMENT ON COLUMN mart.run_quality.peak_memory_bytes IS 'Most memory held in any stage.';
