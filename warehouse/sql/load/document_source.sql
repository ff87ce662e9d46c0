-- A document bears the alphabetically first of its places, whichever was found first.
UPDATE raw.document
SET
    source_uri = first_source.source_uri,
    member = first_source.member,
    modified_at = first_source.modified_at
FROM (
    SELECT
        document_key,
        min_by(source_uri, (source_uri, coalesce(member, ''))) AS source_uri,
        min_by(member, (source_uri, coalesce(member, ''))) AS member,
        make_timestamptz(min_by(modified_ns, (source_uri, coalesce(member, ''))) // 1000) AS modified_at
    FROM raw.source
    GROUP BY document_key
) AS first_source
WHERE
    document.document_key = first_source.document_key
    AND (
        document.source_uri <> first_source.source_uri
        OR document.member IS DISTINCT FROM first_source.member
        OR document.modified_at <> first_source.modified_at
    )
