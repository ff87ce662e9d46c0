-- What was rejected before and has now been worked on again without being rejected again: a file that gave a
-- document, or whose content was looked at again and turned away for another reason or as another content; a
-- folder in which files were listed; a document that was read, a body that was annotated. A file that is gone
-- or cannot be opened says nothing of what was rejected.
UPDATE raw.quarantine
SET replayed_at = $now
WHERE
    replayed_at IS NULL
    AND quarantine_key NOT IN (SELECT rejected.quarantine_key FROM read_parquet($rejected) AS rejected)
    AND (
        document_key IN (SELECT worked.document_key FROM read_parquet($documents) AS worked)
        OR (
            document_key IN (SELECT annotated.article_key FROM read_parquet($articles) AS annotated)
            AND (stage_code = 'facts' OR table_code IN (SELECT unnest($fact_tables)))
        )
        OR (
            stage_code = 'read'
            AND source_uri IN (
                SELECT found.source_uri
                FROM read_parquet($sources) AS found
                UNION ALL
                SELECT rejected.source_uri
                FROM read_parquet($rejected) AS rejected
                WHERE rejected.stage_code = 'read' AND rejected.byte_size IS NOT NULL
            )
        )
        OR (
            stage_code = 'read'
            AND byte_size IS NULL
            AND NOT ends_with(lower(source_uri), '.txt')
            AND EXISTS (
                SELECT 1
                FROM read_parquet($listing) AS listing
                WHERE starts_with(listing.source_uri, quarantine.source_uri || '/')
            )
        )
    )
