-- A document bears the alphabetically first of its places, whichever was found first. Only documents that
-- were found at some place in this run can have come by another one.
UPDATE raw.document
SET
    source_uri = first_source.source_uri,
    member = first_source.member,
    modified_at = first_source.modified_at
FROM (
    SELECT
        source.document_key,
        min_by(source.source_uri, (source.source_uri, coalesce(source.member, ''))) AS source_uri,
        arg_min_null(source.member, (source.source_uri, coalesce(source.member, ''))) AS member,
        make_timestamptz(
            min_by(source.modified_ns, (source.source_uri, coalesce(source.member, ''))) // 1000
        ) AS modified_at
    FROM raw.source
    SEMI JOIN read_parquet($sources) AS found ON source.document_key = found.document_key
    GROUP BY source.document_key
) AS first_source
WHERE
    document.document_key = first_source.document_key
    AND (
        document.source_uri <> first_source.source_uri
        OR document.member IS DISTINCT FROM first_source.member
        OR document.modified_at <> first_source.modified_at
    )
