-- Hedged number claims: what the articles keep their distance from.
SELECT
    fact_quantity.counted_lemma,
    fact_quantity.surface,
    fact_quantity.low_value,
    fact_quantity.high_value,
    fact_sentence.text AS sentence,
    fact_quantity.article_key
FROM main.fact_quantity
INNER JOIN main.fact_sentence
    ON
        fact_quantity.article_key = fact_sentence.article_key
        AND fact_quantity.sentence_number = fact_sentence.sentence_number
WHERE fact_quantity.is_hedged AND fact_quantity.counted_lemma = 'Euro'
ORDER BY fact_quantity.low_value ASC NULLS LAST, fact_quantity.article_key ASC, fact_quantity.start ASC
LIMIT 50
