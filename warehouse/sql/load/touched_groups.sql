-- The groups of versions and of equal bodies in which the documents of this run stand before its articles are
-- loaded: a page that is read again may leave its group, which then has to be numbered anew without it. A
-- scratch table of the build file, so that a load that was killed half-way finds what it no longer can see.
-- What lay before where this run found something belongs to them: it has been replaced there.
CREATE TABLE IF NOT EXISTS ops.touched_group AS
WITH place AS (
    SELECT source.source_uri
    FROM raw.source
    SEMI JOIN read_parquet($sources) AS found ON source.document_key = found.document_key
),

touched_document AS (
    SELECT document_key FROM read_parquet($worked)
    UNION
    SELECT document_key FROM read_parquet($sources)
    UNION
    SELECT source.document_key
    FROM raw.source
    SEMI JOIN place ON source.source_uri = place.source_uri
)

SELECT DISTINCT
    fact_article.version_group_key,
    fact_article.body_hash
FROM main.fact_article
SEMI JOIN touched_document ON fact_article.document_key = touched_document.document_key
