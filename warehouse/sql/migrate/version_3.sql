-- Version 3: kinds of run, tokens per shard, and the quarantine as a work list.
ALTER TABLE main.dim_run ADD COLUMN kind_code VARCHAR DEFAULT 'run';
ALTER TABLE main.dim_run ALTER COLUMN kind_code SET NOT NULL;
ALTER TABLE main.dim_run ALTER COLUMN kind_code DROP DEFAULT;

ALTER TABLE ops.shard ADD COLUMN token_count BIGINT;

ALTER TABLE raw.quarantine ADD COLUMN replay_count INTEGER DEFAULT 0;
ALTER TABLE raw.quarantine ALTER COLUMN replay_count SET NOT NULL;
ALTER TABLE raw.quarantine ALTER COLUMN replay_count DROP DEFAULT;
ALTER TABLE raw.quarantine ADD COLUMN discarded_at TIMESTAMPTZ;
ALTER TABLE raw.quarantine ADD COLUMN discard_note VARCHAR;
ALTER TABLE raw.quarantine ADD COLUMN payload_uri VARCHAR;
