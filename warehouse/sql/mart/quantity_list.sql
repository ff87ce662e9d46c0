-- Number claims to read, with the sentence they stand in and who or what it names.
CREATE OR REPLACE VIEW mart.quantity_list AS
SELECT
    fact_quantity.article_key,
    fact_quantity.start,
    fact_quantity.length,
    fact_quantity.surface,
    fact_quantity.counted_lemma,
    fact_quantity.low_value,
    fact_quantity.high_value,
    fact_quantity.magnitude_value,
    fact_quantity.modifier_code,
    fact_quantity.unit_code,
    fact_quantity.form_code,
    fact_quantity.is_hedged,
    fact_sentence.text AS sentence,
    coalesce(
        (
            SELECT list_sort(list(DISTINCT dim_entity.entity_name))
            FROM main.fact_mention
            INNER JOIN main.dim_entity ON fact_mention.entity_key = dim_entity.entity_key
            WHERE
                fact_mention.article_key = fact_quantity.article_key
                AND fact_mention.sentence_number = fact_quantity.sentence_number
                AND fact_mention.entity_key <> 0
        ),
        []
    ) AS entity_names,
    article.title,
    article.publisher_name,
    article.published_date,
    article.url
FROM main.fact_quantity
INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
LEFT JOIN main.fact_sentence
    ON
        fact_quantity.article_key = fact_sentence.article_key
        AND fact_quantity.sentence_number = fact_sentence.sentence_number;

COMMENT ON VIEW mart.quantity_list IS
'One number claim, readable: how many of what, in which sentence, with whom and where, where published.';
COMMENT ON COLUMN mart.quantity_list.article_key IS
'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.quantity_list.start IS 'Start in the body, in code points from 0.';
COMMENT ON COLUMN mart.quantity_list.length IS 'Length in the body, in code points.';
COMMENT ON COLUMN mart.quantity_list.surface IS 'The claim as written.';
COMMENT ON COLUMN mart.quantity_list.counted_lemma IS
'Lemma of the noun that is counted or measured; NULL where there is none.';
COMMENT ON COLUMN mart.quantity_list.low_value IS
'Smallest value claimed; NULL where the claim has no lower end.';
COMMENT ON COLUMN mart.quantity_list.high_value IS
'Largest value claimed; NULL where the claim has no upper end.';
COMMENT ON COLUMN mart.quantity_list.magnitude_value IS 'Order of magnitude of a vague claim.';
COMMENT ON COLUMN mart.quantity_list.modifier_code IS
'approx, at_least, at_most, more_than, less_than or vague; NULL where the number stands alone.';
COMMENT ON COLUMN mart.quantity_list.unit_code IS
'Unit (ISO 4217, UCUM, %, [pp] or a span of time); NULL where things are counted.';
COMMENT ON COLUMN mart.quantity_list.form_code IS
'cardinal, percent, money, measure, duration or fraction.';
COMMENT ON COLUMN mart.quantity_list.is_hedged IS 'Whether the article keeps its distance from the claim.';
COMMENT ON COLUMN mart.quantity_list.sentence IS 'Sentence that the claim begins in.';
COMMENT ON COLUMN mart.quantity_list.entity_names IS
'Known entities that this sentence names or refers to by a derived word, in alphabetical order.';
COMMENT ON COLUMN mart.quantity_list.title IS 'Headline of the article; NULL where the page shows none.';
COMMENT ON COLUMN mart.quantity_list.publisher_name IS 'Name of the publisher.';
COMMENT ON COLUMN mart.quantity_list.published_date IS 'Day of publication; NULL where unknown.';
COMMENT ON COLUMN mart.quantity_list.url IS 'Address of the page, where it is known.';
