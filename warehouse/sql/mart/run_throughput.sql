-- How fast each stage of each run was, and what memory it took.
CREATE OR REPLACE VIEW mart.run_throughput AS
SELECT
    dim_run.started_at,
    dim_run.kind_code,
    dim_run.pipeline_name,
    dim_run.code_version,
    stage.run_key,
    stage.stage_number,
    stage.stage_code,
    stage.item_count,
    stage.token_count,
    stage.seconds,
    stage.item_count / nullif(stage.seconds, 0) AS items_per_second,
    stage.token_count / nullif(stage.seconds, 0) AS tokens_per_second,
    stage.shard_count,
    stage.resumed_count,
    stage.rejected_count,
    stage.peak_memory_bytes
FROM ops.stage
INNER JOIN main.dim_run ON stage.run_key = dim_run.run_key;

COMMENT ON VIEW mart.run_throughput IS 'One stage of one run, with its speed.';
COMMENT ON COLUMN mart.run_throughput.started_at IS 'Start of the run.';
COMMENT ON COLUMN mart.run_throughput.kind_code IS 'What kind of run.';
COMMENT ON COLUMN mart.run_throughput.pipeline_name IS 'Name and version of the spaCy pipeline.';
COMMENT ON COLUMN mart.run_throughput.code_version IS 'Version of Presswerk.';
COMMENT ON COLUMN mart.run_throughput.run_key IS 'Run. References main.dim_run.run_key.';
COMMENT ON COLUMN mart.run_throughput.stage_number IS 'Place in the order of the run, counted from 1.';
COMMENT ON COLUMN mart.run_throughput.stage_code IS 'Stage.';
COMMENT ON COLUMN mart.run_throughput.item_count IS 'Files, documents, paragraphs or articles worked on.';
COMMENT ON COLUMN mart.run_throughput.token_count IS
'Tokens worked on; NULL for stages that do not work on tokens. Shards found finished count as well.';
COMMENT ON COLUMN mart.run_throughput.seconds IS 'Wall-clock time. Unit: seconds.';
COMMENT ON COLUMN mart.run_throughput.items_per_second IS 'Items by wall-clock time.';
COMMENT ON COLUMN mart.run_throughput.tokens_per_second IS 'Tokens by wall-clock time.';
COMMENT ON COLUMN mart.run_throughput.shard_count IS 'Shards of the stage.';
COMMENT ON COLUMN mart.run_throughput.resumed_count IS
'Shards found finished from a killed attempt: they cost nothing here, so the speed looks higher.';
COMMENT ON COLUMN mart.run_throughput.rejected_count IS 'Rows rejected.';
COMMENT ON COLUMN mart.run_throughput.peak_memory_bytes IS
'Most memory held by the run and the processes that annotate; NULL where the system does not tell.';
