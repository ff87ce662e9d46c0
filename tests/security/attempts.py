"""What someone who may only ask the warehouse could try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One thing a reader must not be able to do.

    Attributes:
        name: what it is after.
        sql: the statement; ``{file}`` is the published file, ``{outside}`` a folder with a file
            ``secret.csv``, ``{library}`` a folder for what the attempt would write.
        works_unlocked: whether the same statement succeeds on an ordinary connection to a copy of the file,
            so that its failure is the lock's doing.
    """

    name: str
    sql: str
    works_unlocked: bool = True


READ = (
    Attempt("csv", "SELECT * FROM read_csv('{outside}/secret.csv')"),
    Attempt("text", "SELECT * FROM read_text('{outside}/secret.csv')"),
    Attempt("blob", "SELECT * FROM read_blob('{outside}/secret.csv')"),
    Attempt("sniff", "SELECT * FROM sniff_csv('{outside}/secret.csv')"),
    Attempt("json", "SELECT * FROM read_ndjson_objects('{outside}/secret.json')"),
    Attempt("parquet", "SELECT * FROM parquet_metadata('{outside}/secret.parquet')"),
    Attempt("file_as_table", "SELECT * FROM '{outside}/secret.csv'"),
    Attempt("glob", "SELECT * FROM glob('{outside}/*')"),
    Attempt("own_file", "SELECT * FROM read_blob('{file}')"),
    Attempt("inner_sql", "SELECT * FROM query('FROM read_text(''{outside}/secret.csv'')')"),
    Attempt("environment", "SELECT getenv('HOME')", works_unlocked=False),
    Attempt("other_database", "ATTACH '{outside}/other.duckdb' AS other"),
    Attempt("sqlite", "ATTACH '{outside}/journal.sqlite' AS other (TYPE sqlite)", works_unlocked=False),
    Attempt("import_database", "IMPORT DATABASE '{outside}/exported'"),
    Attempt("http", "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')", works_unlocked=False),
    Attempt("s3", "SELECT * FROM read_parquet('s3://bucket/x.parquet')", works_unlocked=False),
    Attempt(
        "stored_secrets", "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')", works_unlocked=False
    ),
)
"""Reading what is not in the warehouse."""

WRITE = (
    Attempt("copy", "COPY (SELECT 1 AS x) TO '{library}/out.csv'"),
    Attempt("copy_parquet", "COPY (SELECT 1 AS x) TO '{library}/out.parquet' (FORMAT parquet)"),
    Attempt("copy_partitioned", "COPY (SELECT 1 AS p, 2 AS x) TO '{library}/p' (PARTITION_BY p)"),
    Attempt("export", "EXPORT DATABASE '{library}/all'"),
    Attempt("log", "CALL enable_logging('QueryLog', storage := 'file', storage_path := '{library}/log')"),
    Attempt("profile", "SET profiling_output = '{library}/profile.txt'"),
    # DuckDB allows an open file's own paths also where external access is off; these reach for them.
    Attempt("own_file", "COPY (SELECT 1 AS x) TO '{file}' (USE_TMP_FILE false)", works_unlocked=False),
    Attempt("write_ahead_log", "COPY (SELECT 1 AS x) TO '{file}.wal'", works_unlocked=False),
    Attempt("recovery_log", "COPY (SELECT 1 AS x) TO '{file}.wal.recovery'", works_unlocked=False),
    Attempt("temporary_folder", "EXPORT DATABASE '{file}.tmp'"),
    Attempt("insert", "INSERT INTO ops.schema_version VALUES (99, now(), 'x')"),
    Attempt("delete", "DELETE FROM ops.schema_version"),
    Attempt("update", "UPDATE ops.schema_version SET code_version = 'x'"),
    Attempt("drop", "DROP TABLE raw.quarantine"),
    Attempt("create", "CREATE TABLE main.mine AS SELECT 1 AS x"),
    Attempt("view", "CREATE OR REPLACE VIEW mart.article AS SELECT 1 AS x"),
    Attempt("macro", "CREATE MACRO main.mine(x) AS x"),
    Attempt("comment", "COMMENT ON TABLE raw.document IS 'x'"),
    Attempt("second_handle", "ATTACH '{file}' AS mine (READ_WRITE)", works_unlocked=False),
)
"""Writing, to the warehouse or anywhere else."""

UNLOCK = (
    Attempt("external_access", "SET enable_external_access = true", works_unlocked=False),
    Attempt("reset_external_access", "RESET enable_external_access", works_unlocked=False),
    Attempt("configuration", "SET lock_configuration = false"),
    Attempt("reset_configuration", "RESET lock_configuration"),
    Attempt("file_systems", "SET disabled_filesystems = ''"),
    Attempt("reset_file_systems", "RESET disabled_filesystems"),
    Attempt("allowed_folders", "SET allowed_directories = ['{outside}']"),
    Attempt("allowed_files", "SET allowed_paths = ['{outside}/secret.csv']"),
    Attempt("temporary_folder", "SET temp_directory = '{library}/spill'"),
    Attempt("search_path_of_files", "SET file_search_path = '{outside}'"),
    Attempt("extension_folder", "SET extension_directory = '{library}/extensions'"),
    Attempt("extension_source", "SET custom_extension_repository = '{library}'"),
    Attempt("unsigned_extensions", "SET allow_unsigned_extensions = true", works_unlocked=False),
    Attempt("memory", "SET memory_limit = '1MB'", works_unlocked=False),
    Attempt("install", "INSTALL httpfs FROM '{outside}'", works_unlocked=False),
    Attempt("load", "LOAD httpfs", works_unlocked=False),
    Attempt("load_file", "LOAD '{outside}/evil.duckdb_extension'", works_unlocked=False),
)
"""Taking the locks off, or code in."""

ATTEMPTS = {
    f"{group}-{attempt.name}": attempt
    for group, attempts in (("read", READ), ("write", WRITE), ("unlock", UNLOCK))
    for attempt in attempts
}

DOT_COMMANDS = (
    ".shell touch {library}/shell",
    ".system touch {library}/system",
    ".sh touch {library}/sh",
    ".read {outside}/script.sql",
    ".open {outside}/other.duckdb",
    ".open --readonly {outside}/other.duckdb",
    ".output {library}/output",
    ".output |touch {library}/output_pipe",
    ".once {library}/once",
    ".once |touch {library}/once_pipe",
    ".excel",
    ".import {outside}/secret.csv stolen",
    ".import '|touch {library}/import_pipe' stolen",
    ".log {library}/log",
    ".cd {outside}",
)
"""Commands of the DuckDB shell that are no SQL, so that no setting of the database stops them."""
