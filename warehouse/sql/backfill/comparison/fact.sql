-- All facts of one side in one shape, with what each says in words. Run with the side as the schema in use.
CREATE TABLE fact AS
SELECT
    'fact_sentence' AS table_code,
    fact_sentence.article_key,
    fact_sentence.start,
    fact_sentence.length,
    fact_sentence.sentence_number,
    fact_sentence.text AS surface,
    'sentence' AS meaning,
    NULL::BIGINT AS entity_key
FROM fact_sentence
UNION ALL
SELECT
    'fact_mention' AS table_code,
    fact_mention.article_key,
    fact_mention.start,
    fact_mention.length,
    fact_mention.sentence_number,
    fact_mention.surface,
    concat_ws(
        ', ', fact_mention.kind_code, fact_mention.reference_code, fact_mention.name, dim_entity.entity_name
    ) AS meaning,
    fact_mention.entity_key
FROM fact_mention
LEFT JOIN dim_entity ON fact_mention.entity_key = dim_entity.entity_key
UNION ALL
SELECT
    'fact_quote' AS table_code,
    fact_quote.article_key,
    fact_quote.start,
    fact_quote.length,
    fact_quote.sentence_number,
    fact_quote.text AS surface,
    concat_ws(
        ', ',
        fact_quote.kind_code,
        'cue ' || fact_quote.cue_lemma,
        'by ' || fact_quote.speaker_surface,
        'that is ' || nullif(dim_entity.entity_name, 'unbekannt')
    ) AS meaning,
    fact_quote.speaker_key AS entity_key
FROM fact_quote
LEFT JOIN dim_entity ON fact_quote.speaker_key = dim_entity.entity_key
UNION ALL
SELECT
    'fact_quantity' AS table_code,
    article_key,
    start,
    length,
    sentence_number,
    surface,
    concat_ws(
        ', ',
        form_code,
        'from ' || low_value,
        'to ' || high_value,
        'some ' || magnitude_value,
        modifier_code,
        'in ' || unit_code,
        'of ' || counted_lemma,
        CASE WHEN is_hedged THEN 'hedged' END
    ) AS meaning,
    NULL::BIGINT AS entity_key
FROM fact_quantity
UNION ALL
SELECT
    'fact_date_mention' AS table_code,
    article_key,
    start,
    length,
    sentence_number,
    surface,
    concat_ws(
        ', ',
        type_code,
        'from ' || from_date,
        'to ' || to_date,
        granularity_code,
        anchor_code,
        modifier_code,
        timex_value
    ) AS meaning,
    NULL::BIGINT AS entity_key
FROM fact_date_mention
