-- One JSON object for each current article with quotations, in a slice of the keys: see docs/exports.md.
WITH quotation AS (
    SELECT
        fact_quote.article_key,
        fact_quote.start,
        fact_quote.length,
        {
            'pre': substr(
                fact_article.body,
                greatest(fact_quote.start - $context_length, 0) + 1,
                least(fact_quote.start, $context_length)
            ),
            'quote': fact_quote.text,
            'post': substr(
                fact_article.body, fact_quote.start + fact_quote.length + 1, $context_length
            ),
            'start': fact_quote.start,
            'length': fact_quote.length,
            'kind': fact_quote.kind_code,
            'speaker': if(fact_quote.speaker_key = 0, NULL, dim_entity.entity_name),
            'speaker_key': if(fact_quote.speaker_key = 0, NULL, fact_quote.speaker_key::VARCHAR),
            'speaker_kind': if(fact_quote.speaker_key = 0, NULL, dim_entity.kind_code),
            'speaker_as_written': fact_quote.speaker_surface,
            'speaker_start': fact_quote.speaker_start,
            'cue': fact_quote.cue_lemma,
            'stance': if(fact_quote.cue_key = 0, NULL, dim_cue.stance_code),
            'confidence': fact_quote.confidence
        } AS quote
    FROM main.fact_quote
    INNER JOIN main.fact_article ON fact_quote.article_key = fact_article.article_key
    INNER JOIN main.dim_entity ON fact_quote.speaker_key = dim_entity.entity_key
    INNER JOIN main.dim_cue ON fact_quote.cue_key = dim_cue.cue_key
    WHERE
        fact_quote.article_key BETWEEN $first_key AND $last_key
        AND fact_quote.kind_code IN ('direct', 'partial')
        AND fact_article.is_current
),

quotation_list AS (
    SELECT
        article_key,
        list(quote ORDER BY start, length) AS quotes
    FROM quotation
    GROUP BY article_key
)

SELECT
    to_json({
        'date': CASE
            WHEN fact_article.published_at_precision = 'minute'
                THEN strftime(fact_article.published_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')
            WHEN fact_article.published_at_precision = 'day'
                THEN strftime(dim_date.calendar_date, '%Y-%m-%dT00:00:00Z')
        END,
        'date_precision': fact_article.published_at_precision,
        'url': coalesce(fact_article.url, document.url),
        'title': fact_article.title,
        'lang': if(fact_article.language_code = 'de', 'GERMAN', upper(fact_article.language_code)),
        'publisher': nullif(dim_publisher.publisher_name, 'unbekannt'),
        'article_key': fact_article.article_key::VARCHAR,
        'duplicate_of_key': fact_article.duplicate_of_key::VARCHAR,
        'quotes': quotation_list.quotes
    })::VARCHAR AS line
FROM quotation_list
INNER JOIN main.fact_article ON quotation_list.article_key = fact_article.article_key
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date ON fact_article.published_date_key = dim_date.date_key
LEFT JOIN raw.document ON fact_article.document_key = document.document_key
ORDER BY fact_article.article_key
