-- Versions of one article: pages found at the same address or, where the page does not tell its
-- address, at the same place. The page's own time orders them. Where it tells none, what has been replaced at
-- its place comes before what lies there now, whatever the times of the files say: a copy that keeps times
-- (cp -p, rsync) is newer while it is half there than when it is whole. Then the file's time decides.
-- Only groups that this run touched are numbered: those its documents stand in now, and those they stood in
-- before. Another rule here does not reach the rest by itself; it needs a migration.
-- md5 is used as a hash that every machine agrees on, not for secrecy.
UPDATE main.fact_article
SET
    version_group_key = numbered.version_group_key,
    version_number = numbered.version_number,
    is_current = numbered.is_current
FROM (
    WITH touched_document AS (
        SELECT document_key FROM read_parquet($worked)
        UNION
        SELECT document_key FROM read_parquet($sources)
    ),

    touched AS (
        SELECT
            fact_article.article_key,
            fact_article.document_key,
            (
                md5_number_upper(
                    coalesce(
                        fact_article.url,
                        document.source_uri || chr(31) || coalesce(document.member, '')
                    )
                ) >> 1
            )::BIGINT AS version_group_key,
            coalesce(fact_article.updated_at, fact_article.published_at) AS stated_at,
            document.modified_at
        FROM main.fact_article
        SEMI JOIN touched_document ON fact_article.document_key = touched_document.document_key
        INNER JOIN raw.document ON fact_article.document_key = document.document_key
    ),

    touched_group AS (
        SELECT version_group_key FROM touched
        UNION
        SELECT version_group_key FROM ops.touched_group
    ),

    untouched AS (
        SELECT
            fact_article.article_key,
            fact_article.document_key,
            fact_article.version_group_key,
            coalesce(fact_article.updated_at, fact_article.published_at) AS stated_at,
            document.modified_at
        FROM main.fact_article
        SEMI JOIN touched_group ON fact_article.version_group_key = touched_group.version_group_key
        ANTI JOIN touched_document ON fact_article.document_key = touched_document.document_key
        INNER JOIN raw.document ON fact_article.document_key = document.document_key
    ),

    grouped AS (
        SELECT
            article_key,
            document_key,
            version_group_key,
            stated_at,
            modified_at
        FROM touched
        UNION ALL
        SELECT
            article_key,
            document_key,
            version_group_key,
            stated_at,
            modified_at
        FROM untouched
    ),

    place AS (
        SELECT
            source.document_key,
            source.last_seen_at = max(source.last_seen_at) OVER (
                PARTITION BY source.source_uri, source.member
            ) AS is_newest
        FROM raw.source
        WHERE source.source_uri IN (
            SELECT known.source_uri
            FROM raw.source AS known
            SEMI JOIN grouped ON known.document_key = grouped.document_key
        )
    ),

    standing AS (
        SELECT
            document_key,
            bool_or(is_newest) AS lies_there
        FROM place
        GROUP BY document_key
    ),

    ordered AS (
        SELECT
            grouped.article_key,
            grouped.version_group_key,
            row_number() OVER (
                PARTITION BY grouped.version_group_key
                ORDER BY
                    grouped.stated_at ASC NULLS FIRST,
                    coalesce(standing.lies_there, true) ASC,
                    grouped.modified_at ASC,
                    grouped.article_key ASC
            ) AS version_number,
            count(*) OVER (PARTITION BY grouped.version_group_key) AS version_count
        FROM grouped
        LEFT JOIN standing ON grouped.document_key = standing.document_key
    )

    SELECT
        article_key,
        version_group_key,
        version_number,
        version_number = version_count AS is_current
    FROM ordered
) AS numbered
WHERE
    fact_article.article_key = numbered.article_key
    AND (
        fact_article.version_group_key <> numbered.version_group_key
        OR fact_article.version_number <> numbered.version_number
        OR fact_article.is_current <> numbered.is_current
    )
