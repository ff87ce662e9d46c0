-- The GKG 2.1 row of each current article in a slice of the keys; docs/exports.md says what each column has.
-- Whatever would end a field or a block is replaced by a blank, one for one, so that offsets and lengths stay
-- true.
WITH article AS (
    SELECT
        fact_article.article_key,
        fact_article.document_key,
        regexp_replace(fact_article.title, '[\p{Cc}\x{2028}\x{2029}\x{FFFE}\x{FFFF}]', ' ', 'g') AS title,
        fact_article.language_code,
        fact_article.word_count,
        fact_article.published_at_precision,
        dim_publisher.domain,
        CASE
            WHEN fact_article.article_key < 0
                THEN fact_article.article_key::HUGEINT + 18446744073709551616
            ELSE fact_article.article_key::HUGEINT
        END AS record_number,
        CASE
            WHEN fact_article.duplicate_of_key < 0
                THEN fact_article.duplicate_of_key::HUGEINT + 18446744073709551616
            ELSE fact_article.duplicate_of_key::HUGEINT
        END AS first_number,
        CASE
            WHEN fact_article.published_at_precision = 'minute'
                THEN strftime(fact_article.published_at AT TIME ZONE 'UTC', '%Y%m%d%H%M%S')
            WHEN fact_article.published_at_precision = 'day' THEN fact_article.published_date_key || '000000'
        END AS published_text,
        dim_run.started_at AS written_at,
        nullif(dim_publisher.publisher_name, 'unbekannt') AS publisher_name,
        coalesce(fact_article.url, document.url) AS url,
        concat_ws('#', document.source_uri, document.member) AS place
    FROM main.fact_article
    INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
    LEFT JOIN main.dim_run ON fact_article.run_key = dim_run.run_key
    LEFT JOIN raw.document ON fact_article.document_key = document.document_key
    WHERE fact_article.is_current AND fact_article.article_key BETWEEN $first_key AND $last_key
),

seen AS (
    SELECT
        source.document_key,
        min(source.first_seen_at) AS first_seen_at
    FROM raw.source
    INNER JOIN article ON source.document_key = article.document_key
    GROUP BY source.document_key
),

dated AS (
    SELECT
        article.*,
        replace(replace(replace(article.title, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') AS title_text,
        coalesce(
            article.published_text,
            strftime(coalesce(seen.first_seen_at, article.written_at) AT TIME ZONE 'UTC', '%Y%m%d%H%M%S'),
            ''
        ) AS date_text,
        regexp_replace(coalesce(article.url, article.place, ''), '[\p{Cc}\x{2028}\x{2029}]', ' ', 'g')
            AS identifier,
        regexp_matches(coalesce(article.url, ''), '^https?://') AS is_web
    FROM article
    LEFT JOIN seen ON article.document_key = seen.document_key
),

topic AS (
    SELECT
        bridge_article_topic.article_key,
        string_agg(
            regexp_replace(dim_topic.topic_name, '[\p{Cc}\x{2028}\x{2029};,#|]', ' ', 'g'),
            ';' ORDER BY bridge_article_topic.topic_number, dim_topic.topic_name
        ) AS themes
    FROM main.bridge_article_topic
    INNER JOIN main.dim_topic ON bridge_article_topic.topic_key = dim_topic.topic_key
    WHERE bridge_article_topic.article_key BETWEEN $first_key AND $last_key
    GROUP BY bridge_article_topic.article_key
),

mention AS (
    SELECT
        fact_mention.article_key,
        fact_mention.start,
        fact_mention.length,
        fact_mention.kind_code,
        fact_mention.reference_code,
        regexp_replace(fact_mention.name, '[\p{Cc}\x{2028}\x{2029};,#|]', ' ', 'g') AS name,
        regexp_replace(
            if(fact_mention.entity_key = 0, fact_mention.name, dim_entity.entity_name),
            '[\p{Cc}\x{2028}\x{2029};,#|]', ' ', 'g'
        ) AS entity_name,
        if(dim_entity.is_country, 1, 4) || '#' AS location_type,
        '#' || coalesce(dim_entity.country_code, '') || '#' AS country
    FROM main.fact_mention
    INNER JOIN main.dim_entity ON fact_mention.entity_key = dim_entity.entity_key
    WHERE fact_mention.article_key BETWEEN $first_key AND $last_key
),

entity AS (
    SELECT
        article_key,
        kind_code,
        entity_name,
        location_type || entity_name || country || '###' AS location,
        min(start) AS first_start
    FROM mention
    GROUP BY article_key, kind_code, entity_name, location_type, country
),

entity_list AS (
    SELECT
        article_key,
        kind_code,
        string_agg(entity_name, ';' ORDER BY first_start, entity_name) AS names,
        string_agg(location, ';' ORDER BY first_start, location) AS locations
    FROM entity
    GROUP BY article_key, kind_code
),

mention_list AS (
    SELECT
        article_key,
        kind_code,
        string_agg(entity_name || ',' || start, ';' ORDER BY start, length) AS names,
        string_agg(
            location_type || entity_name || country || '#####' || start, ';' ORDER BY start, length
        ) AS locations
    FROM mention
    GROUP BY article_key, kind_code
),

name_list AS (
    SELECT
        article_key,
        string_agg(name || ',' || start, ';' ORDER BY start, length) AS names
    FROM mention
    WHERE reference_code = 'name'
    GROUP BY article_key
),

date_list AS (
    SELECT
        article_key,
        string_agg(
            CASE granularity_code
                WHEN 'year' THEN '1#0#0#'
                WHEN 'month' THEN '2#' || month(from_date) || '#0#'
                ELSE '3#' || month(from_date) || '#' || day(from_date) || '#'
            END || year(from_date) || '#' || start,
            ';' ORDER BY start, length
        ) AS dates
    FROM main.fact_date_mention
    WHERE
        article_key BETWEEN $first_key AND $last_key
        AND from_date IS NOT NULL
        AND granularity_code IN ('time_of_day', 'day', 'month', 'year')
    GROUP BY article_key
),

quotation_list AS (
    SELECT
        article_key,
        string_agg(
            concat_ws(
                '|',
                start,
                length,
                regexp_replace(coalesce(cue_lemma, ''), '[\p{Cc}\x{2028}\x{2029}#|]', ' ', 'g'),
                regexp_replace(text, '[\p{Cc}\x{2028}\x{2029}#|]', ' ', 'g')
            ),
            '#' ORDER BY start, length
        ) AS quotations
    FROM main.fact_quote
    WHERE article_key BETWEEN $first_key AND $last_key AND kind_code IN ('direct', 'partial')
    GROUP BY article_key
),

amount AS (
    SELECT
        article_key,
        start,
        length,
        form_code,
        if(is_hedged, 'hedged', '') AS hedge,
        coalesce(modifier_code, '') AS modifier,
        -- 12 rather than 12.0
        regexp_replace(coalesce(low_value, high_value, magnitude_value)::VARCHAR, '\.0$', '') AS amount,
        regexp_replace(low_value::VARCHAR, '\.0$', '') AS low,
        regexp_replace(high_value::VARCHAR, '\.0$', '') AS high,
        regexp_replace(
            coalesce(unit_code, ''), '[\p{Cc}\x{2028}\x{2029}\x{FFFE}\x{FFFF};,#|]', ' ', 'g'
        ) AS unit,
        regexp_replace(coalesce(counted_lemma, ''), '[\p{Cc}\x{2028}\x{2029};,#|]', ' ', 'g') AS counted
    FROM main.fact_quantity
    WHERE article_key BETWEEN $first_key AND $last_key
),

amount_list AS (
    SELECT
        article_key,
        string_agg(
            concat_ws(',', amount, trim(unit || ' ' || counted), start), ';' ORDER BY start, length
        ) AS amounts,
        string_agg(
            concat_ws(
                ',', start, length, form_code, coalesce(low, ''), coalesce(high, ''), modifier, unit, hedge
            ),
            ';' ORDER BY start, length
        ) AS claims
    FROM amount
    GROUP BY article_key
),

extra AS (
    SELECT
        dated.article_key,
        concat(
            '<PAGE_TITLE>' || dated.title_text || '</PAGE_TITLE>',
            CASE
                WHEN dated.published_at_precision = 'minute'
                    THEN '<PAGE_PRECISEPUBTIMESTAMP>' || dated.published_text || '</PAGE_PRECISEPUBTIMESTAMP>'
            END,
            '<PRESSWERK_DATE>' || coalesce(dated.published_at_precision, 'seen') || '</PRESSWERK_DATE>',
            '<PRESSWERK_DUPLICATEOF>' || dated.first_number || '</PRESSWERK_DUPLICATEOF>',
            '<PRESSWERK_AMOUNTS>'
            || replace(replace(replace(amount_list.claims, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
            || '</PRESSWERK_AMOUNTS>'
        ) AS extras
    FROM dated
    LEFT JOIN amount_list ON dated.article_key = amount_list.article_key
)

SELECT
    dated.date_text || '-' || dated.record_number AS gkgrecordid,
    dated.date_text AS v2_1date,
    if(dated.is_web, '1', '2') AS v2sourcecollectionidentifier,
    regexp_replace(
        coalesce(
            dated.domain,
            nullif(regexp_extract(dated.identifier, '^https?://(?:www\.)?([^/:?#]+)', 1), ''),
            dated.publisher_name,
            ''
        ), '[\p{Cc}\x{2028}\x{2029}]', ' ', 'g'
    ) AS v2sourcecommonname,
    dated.identifier AS v2documentidentifier,
    '' AS v1counts,
    '' AS v2_1counts,
    coalesce(topic.themes, '') AS v1themes,
    '' AS v2enhancedthemes,
    coalesce(place.locations, '') AS v1locations,
    coalesce(place_mention.locations, '') AS v2enhancedlocations,
    coalesce(person.names, '') AS v1persons,
    coalesce(person_mention.names, '') AS v2enhancedpersons,
    coalesce(organisation.names, '') AS v1organizations,
    coalesce(organisation_mention.names, '') AS v2enhancedorganizations,
    '' AS v1_5tone,
    coalesce(date_list.dates, '') AS v2_1enhanceddates,
    'wc:' || dated.word_count AS v2gcam,
    '' AS v2_1sharingimage,
    '' AS v2_1relatedimages,
    '' AS v2_1socialimageembeds,
    '' AS v2_1socialvideoembeds,
    coalesce(quotation_list.quotations, '') AS v2_1quotations,
    coalesce(name_list.names, '') AS v2_1allnames,
    coalesce(amount_list.amounts, '') AS v2_1amounts,
    CASE dated.language_code
        WHEN 'en' THEN ''
        WHEN 'de' THEN 'srclc:deu;eng:none'
        ELSE 'srclc:' || dated.language_code || ';eng:none'
    END AS v2_1translationinfo,
    extra.extras AS v2extrasxml
FROM dated
INNER JOIN extra ON dated.article_key = extra.article_key
LEFT JOIN topic ON dated.article_key = topic.article_key
LEFT JOIN entity_list AS place
    ON dated.article_key = place.article_key AND place.kind_code = 'place'
LEFT JOIN mention_list AS place_mention
    ON dated.article_key = place_mention.article_key AND place_mention.kind_code = 'place'
LEFT JOIN entity_list AS person
    ON dated.article_key = person.article_key AND person.kind_code = 'person'
LEFT JOIN mention_list AS person_mention
    ON dated.article_key = person_mention.article_key AND person_mention.kind_code = 'person'
LEFT JOIN entity_list AS organisation
    ON dated.article_key = organisation.article_key AND organisation.kind_code = 'organisation'
LEFT JOIN mention_list AS organisation_mention
    ON
        dated.article_key = organisation_mention.article_key
        AND organisation_mention.kind_code = 'organisation'
LEFT JOIN name_list ON dated.article_key = name_list.article_key
LEFT JOIN date_list ON dated.article_key = date_list.article_key
LEFT JOIN quotation_list ON dated.article_key = quotation_list.article_key
LEFT JOIN amount_list ON dated.article_key = amount_list.article_key
ORDER BY dated.article_key
