-- The tables of schema version 1, as it created them: what `warehouse.migration` has to start from.

CREATE SCHEMA IF NOT EXISTS clean;

CREATE SCHEMA IF NOT EXISTS ops;

CREATE SCHEMA IF NOT EXISTS raw;

CREATE TABLE raw.document (
    document_key BIGINT NOT NULL,
    content_hash VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    member VARCHAR,
    format_code VARCHAR NOT NULL,
    encoding_code VARCHAR NOT NULL,
    is_reversible BOOLEAN NOT NULL,
    byte_size BIGINT NOT NULL,
    url VARCHAR,
    language_code VARCHAR NOT NULL,
    outcome_code VARCHAR NOT NULL,
    modified_at TIMESTAMP WITH TIME ZONE NOT NULL,
    text VARCHAR NOT NULL,
    raw_bytes BLOB,
    run_key BIGINT NOT NULL,
    PRIMARY KEY (document_key)
);

CREATE TABLE raw.source (
    source_key BIGINT NOT NULL,
    source_uri VARCHAR NOT NULL,
    member VARCHAR,
    document_key BIGINT NOT NULL,
    byte_size BIGINT NOT NULL,
    modified_ns BIGINT NOT NULL,
    first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (source_key)
);

CREATE TABLE raw.quarantine (
    quarantine_key BIGINT NOT NULL,
    stage_code VARCHAR NOT NULL,
    reason_code VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    source_uri VARCHAR,
    member VARCHAR,
    document_key BIGINT,
    table_code VARCHAR,
    byte_size BIGINT,
    modified_ns BIGINT,
    payload VARCHAR,
    run_key BIGINT NOT NULL,
    quarantined_at TIMESTAMP WITH TIME ZONE NOT NULL,
    replayed_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (quarantine_key)
);

CREATE TABLE clean.page (
    document_key BIGINT NOT NULL,
    publisher_key BIGINT NOT NULL,
    publisher_evidence_code VARCHAR NOT NULL,
    work_key BIGINT NOT NULL,
    run_key BIGINT NOT NULL,
    PRIMARY KEY (document_key)
);

CREATE TABLE clean.line (
    document_key BIGINT NOT NULL,
    line_number INTEGER NOT NULL,
    raw_start INTEGER NOT NULL,
    raw_length INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    repaired_text VARCHAR,
    block_number INTEGER NOT NULL,
    role_code VARCHAR NOT NULL,
    rule_code VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    line_hash BIGINT NOT NULL,
    body_start INTEGER,
    body_length INTEGER,
    PRIMARY KEY (document_key, line_number)
);

CREATE TABLE main.dim_date (
    date_key INTEGER NOT NULL,
    calendar_date DATE,
    year SMALLINT,
    quarter SMALLINT,
    month SMALLINT,
    day SMALLINT,
    weekday SMALLINT,
    iso_year SMALLINT,
    iso_week SMALLINT,
    month_name VARCHAR NOT NULL,
    weekday_name VARCHAR NOT NULL,
    PRIMARY KEY (date_key)
);

CREATE TABLE main.dim_publisher (
    publisher_key BIGINT NOT NULL,
    publisher_name VARCHAR NOT NULL,
    domain VARCHAR,
    time_zone VARCHAR NOT NULL,
    is_declared BOOLEAN NOT NULL,
    PRIMARY KEY (publisher_key)
);

CREATE TABLE main.dim_topic (
    topic_key BIGINT NOT NULL,
    topic_name VARCHAR NOT NULL,
    PRIMARY KEY (topic_key)
);

CREATE TABLE main.dim_run (
    run_key BIGINT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    loaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    code_version VARCHAR NOT NULL,
    recipe_hash VARCHAR NOT NULL,
    recipe VARCHAR NOT NULL,
    is_full_refresh BOOLEAN NOT NULL,
    source_count BIGINT NOT NULL,
    new_source_count BIGINT NOT NULL,
    document_count BIGINT NOT NULL,
    reworked_count BIGINT NOT NULL,
    article_count BIGINT NOT NULL,
    quarantine_count BIGINT NOT NULL,
    PRIMARY KEY (run_key)
);

CREATE TABLE main.fact_article (
    article_key BIGINT NOT NULL,
    document_key BIGINT NOT NULL,
    publisher_key BIGINT NOT NULL,
    published_date_key INTEGER NOT NULL,
    story_key BIGINT,
    run_key BIGINT NOT NULL,
    version_group_key BIGINT NOT NULL,
    version_number INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL,
    duplicate_of_key BIGINT,
    title VARCHAR,
    body VARCHAR NOT NULL,
    body_hash BIGINT NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE,
    published_at_source VARCHAR NOT NULL,
    published_at_precision VARCHAR,
    updated_at TIMESTAMP WITH TIME ZONE,
    language_code VARCHAR NOT NULL,
    url VARCHAR,
    section_names VARCHAR[] NOT NULL,
    word_count INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL,
    paragraph_count INTEGER NOT NULL,
    boilerplate_share DOUBLE NOT NULL,
    PRIMARY KEY (article_key)
);

CREATE TABLE main.fact_sentence (
    article_key BIGINT NOT NULL,
    sentence_number INTEGER NOT NULL,
    paragraph_number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    run_key BIGINT NOT NULL,
    PRIMARY KEY (article_key, sentence_number)
);

CREATE TABLE main.bridge_article_topic (
    article_key BIGINT NOT NULL,
    topic_key BIGINT NOT NULL,
    topic_number INTEGER NOT NULL,
    PRIMARY KEY (article_key, topic_key)
);

CREATE TABLE ops.expectation_result (
    run_key BIGINT NOT NULL,
    table_code VARCHAR NOT NULL,
    expectation_code VARCHAR NOT NULL,
    expectation_type VARCHAR NOT NULL,
    severity_code VARCHAR NOT NULL,
    outcome_code VARCHAR NOT NULL,
    checked_count BIGINT NOT NULL,
    failed_count BIGINT NOT NULL,
    observed VARCHAR,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (run_key, table_code, expectation_code)
);

CREATE TABLE ops.shard (
    run_key BIGINT NOT NULL,
    stage_code VARCHAR NOT NULL,
    shard_code VARCHAR NOT NULL,
    input_count BIGINT NOT NULL,
    output_count BIGINT NOT NULL,
    rejected_count BIGINT NOT NULL,
    seconds DOUBLE NOT NULL,
    was_resumed BOOLEAN NOT NULL,
    PRIMARY KEY (run_key, stage_code, shard_code)
);

CREATE TABLE ops.publication (
    generation_number BIGINT NOT NULL,
    run_key BIGINT NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    file_name VARCHAR NOT NULL,
    article_count BIGINT NOT NULL,
    document_count BIGINT NOT NULL,
    line_count BIGINT NOT NULL,
    PRIMARY KEY (generation_number)
);

CREATE TABLE ops.schema_version (
    version_number INTEGER NOT NULL,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL,
    code_version VARCHAR NOT NULL,
    PRIMARY KEY (version_number)
);
