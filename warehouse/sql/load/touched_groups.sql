-- The groups of versions and of equal bodies in which the documents of this run stand before its articles are
-- loaded: a page that is read again may leave its group, which then has to be numbered anew without it. A
-- scratch table of the build file, so that a load that was killed half-way finds what it no longer can see.
CREATE TABLE IF NOT EXISTS ops.touched_group AS
WITH touched_document AS (
    SELECT document_key FROM read_parquet($worked)
    UNION
    SELECT document_key FROM read_parquet($sources)
)

SELECT DISTINCT
    fact_article.version_group_key,
    fact_article.body_hash
FROM main.fact_article
SEMI JOIN touched_document ON fact_article.document_key = touched_document.document_key
