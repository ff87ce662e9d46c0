-- What went into the run, counted on what the warehouse now holds.
WITH place AS (
    SELECT listing.source_uri
    FROM read_parquet($listing) AS listing
    UNION
    SELECT unlisted.source_uri
    FROM read_parquet($unlisted) AS unlisted
),

accepted AS (
    SELECT place.source_uri
    FROM place
    SEMI JOIN raw.source ON place.source_uri = source.source_uri
),

rejected AS (
    SELECT place.source_uri
    FROM place
    SEMI JOIN raw.quarantine
        ON
            place.source_uri = quarantine.source_uri
            -- A document that failed an expectation itself has a row for each of its places.
            AND (quarantine.stage_code = 'read' OR quarantine.table_code = 'raw.document')
    ANTI JOIN accepted ON place.source_uri = accepted.source_uri
),

worked AS (
    SELECT
        count(*) FILTER (WHERE document.outcome_code = 'no_article') AS no_article_count,
        count(*) FILTER (WHERE document.outcome_code = 'language') AS other_language_count,
        count(*) FILTER (WHERE document.outcome_code = 'rejected') AS rejected_document_count
    FROM raw.document
    WHERE document.run_key = $run_key
),

-- A document row that failed an expectation itself is in quarantine only.
unloaded AS (
    SELECT count(DISTINCT quarantine.document_key) AS document_count
    FROM raw.quarantine
    LEFT JOIN raw.document
        ON quarantine.document_key = document.document_key AND quarantine.run_key = document.run_key
    WHERE
        quarantine.run_key = $run_key
        AND quarantine.table_code = 'raw.document'
        AND document.document_key IS NULL
),

built AS (
    SELECT count(*) AS article_count
    FROM main.fact_article
    WHERE fact_article.run_key = $run_key
)

SELECT
    (SELECT count(*) FROM place) AS source_count,
    (SELECT count(*) FROM accepted) AS accepted_source_count,
    (SELECT count(*) FROM rejected) AS rejected_source_count,
    $document_count::BIGINT AS document_count,
    built.article_count,
    worked.no_article_count,
    worked.other_language_count,
    worked.rejected_document_count + unloaded.document_count AS rejected_document_count
FROM worked
CROSS JOIN unloaded
CROSS JOIN built
