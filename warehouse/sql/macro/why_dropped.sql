-- One line of the documents that a key, a path or a part of a path means: whether it was left out of the
-- article, as what, by which rule, how sure. What was rejected as a whole stands first, with its reason.
CREATE OR REPLACE MACRO main.why_dropped(document) AS TABLE (
    WITH meant AS (
        SELECT
            source.document_key,
            min(source.source_uri) AS source_uri
        FROM raw.source
        WHERE
            trim(document::VARCHAR) <> ''
            AND (
                source.document_key = try_cast(document AS BIGINT)
                OR contains(source.source_uri, trim(document::VARCHAR))
            )
        GROUP BY source.document_key
    ),

    told AS (
        SELECT
            meant.source_uri,
            line.line_number,
            line.role_code IN ('boilerplate', 'metadata') AS is_dropped,
            line.role_code,
            line.rule_code,
            line.confidence,
            line.text
        FROM clean.line
        INNER JOIN meant ON line.document_key = meant.document_key
        UNION ALL
        SELECT
            quarantine.source_uri,
            NULL AS line_number,
            TRUE AS is_dropped,
            'rejected' AS role_code,
            quarantine.reason_code AS rule_code,
            NULL AS confidence,
            quarantine.detail AS text
        FROM raw.quarantine
        WHERE
            quarantine.document_key IN (SELECT meant.document_key FROM meant)
            OR (
                trim(document::VARCHAR) <> ''
                AND contains(quarantine.source_uri, trim(document::VARCHAR))
            )
    )

    SELECT
        parse_filename(source_uri) AS file_name,
        line_number,
        is_dropped,
        role_code,
        rule_code,
        confidence,
        text,
        source_uri
    FROM told
    ORDER BY source_uri, line_number NULLS FIRST, rule_code, text
);
