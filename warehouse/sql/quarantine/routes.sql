-- Where each rejected thing enters a run again: its file is read, its page is read from raw.document, or its
-- body is annotated. What hangs together in the warehouse goes the shortest way.
SELECT
    quarantine.quarantine_key,
    quarantine.replay_count,
    quarantine.source_uri,
    quarantine.document_key,
    quarantine.payload_uri,
    quarantine.modified_ns,
    CASE
        WHEN quarantine.stage_code = 'read' THEN 'file'
        WHEN
            (quarantine.stage_code = 'facts' OR quarantine.table_code IN (SELECT unnest($fact_tables)))
            AND article.article_key IS NOT NULL
            THEN 'article'
        WHEN document.document_key IS NOT NULL THEN 'document'
        WHEN quarantine.source_uri IS NOT NULL THEN 'file'
        ELSE 'none'
    END AS route_code
FROM raw.quarantine
LEFT JOIN raw.document ON quarantine.document_key = document.document_key
LEFT JOIN main.fact_article AS article ON quarantine.document_key = article.article_key
WHERE quarantine.quarantine_key IN (SELECT unnest($keys))
ORDER BY quarantine.quarantine_key
