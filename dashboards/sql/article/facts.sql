-- Everything that was found in its body, by place.
SELECT
    'mention' AS fact_code,
    fact_mention.start,
    fact_mention.length,
    fact_mention.entity_key,
    dim_entity.entity_name AS meaning,
    dim_entity.kind_code AS detail_code,
    NULL::VARCHAR AS speaker_surface,
    NULL::VARCHAR AS cue_lemma,
    NULL::DOUBLE AS low_value,
    NULL::DOUBLE AS high_value,
    NULL::VARCHAR AS unit_code,
    NULL::BOOLEAN AS is_hedged,
    NULL::DATE AS from_date,
    NULL::DATE AS to_date,
    fact_mention.confidence
FROM main.fact_mention
INNER JOIN main.dim_entity ON fact_mention.entity_key = dim_entity.entity_key
WHERE fact_mention.article_key = $article
UNION ALL
SELECT
    'quote' AS fact_code,
    fact_quote.start,
    fact_quote.length,
    fact_quote.speaker_key AS entity_key,
    dim_entity.entity_name AS meaning,
    fact_quote.kind_code AS detail_code,
    fact_quote.speaker_surface,
    fact_quote.cue_lemma,
    NULL::DOUBLE AS low_value,
    NULL::DOUBLE AS high_value,
    NULL::VARCHAR AS unit_code,
    NULL::BOOLEAN AS is_hedged,
    NULL::DATE AS from_date,
    NULL::DATE AS to_date,
    fact_quote.confidence
FROM main.fact_quote
INNER JOIN main.dim_entity ON fact_quote.speaker_key = dim_entity.entity_key
WHERE fact_quote.article_key = $article
UNION ALL
SELECT
    'quantity' AS fact_code,
    fact_quantity.start,
    fact_quantity.length,
    NULL::BIGINT AS entity_key,
    fact_quantity.counted_lemma AS meaning,
    fact_quantity.modifier_code AS detail_code,
    NULL::VARCHAR AS speaker_surface,
    NULL::VARCHAR AS cue_lemma,
    fact_quantity.low_value,
    fact_quantity.high_value,
    fact_quantity.unit_code,
    fact_quantity.is_hedged,
    NULL::DATE AS from_date,
    NULL::DATE AS to_date,
    NULL::DOUBLE AS confidence
FROM main.fact_quantity
WHERE fact_quantity.article_key = $article
UNION ALL
SELECT
    'date' AS fact_code,
    fact_date_mention.start,
    fact_date_mention.length,
    NULL::BIGINT AS entity_key,
    NULL::VARCHAR AS meaning,
    fact_date_mention.granularity_code AS detail_code,
    NULL::VARCHAR AS speaker_surface,
    NULL::VARCHAR AS cue_lemma,
    NULL::DOUBLE AS low_value,
    NULL::DOUBLE AS high_value,
    NULL::VARCHAR AS unit_code,
    NULL::BOOLEAN AS is_hedged,
    fact_date_mention.from_date,
    fact_date_mention.to_date,
    NULL::DOUBLE AS confidence
FROM main.fact_date_mention
WHERE fact_date_mention.article_key = $article
ORDER BY 2, 3 DESC, 1
