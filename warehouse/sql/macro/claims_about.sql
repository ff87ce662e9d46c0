-- One number claim that counts or measures the noun or a compound with it (boot finds Motorboot), the
-- oldest first.
CREATE OR REPLACE MACRO main.claims_about(noun) AS TABLE (
    SELECT
        quantity_list.counted_lemma,
        quantity_list.surface,
        quantity_list.low_value,
        quantity_list.high_value,
        quantity_list.modifier_code,
        quantity_list.unit_code,
        quantity_list.is_hedged,
        quantity_list.sentence,
        quantity_list.title,
        quantity_list.publisher_name,
        quantity_list.published_date,
        quantity_list.article_key,
        quantity_list.start,
        quantity_list.length
    FROM mart.quantity_list
    WHERE trim(noun) <> '' AND contains(folded(quantity_list.counted_lemma), folded(trim(noun)))
    ORDER BY
        quantity_list.published_date NULLS LAST,
        quantity_list.article_key,
        quantity_list.start,
        quantity_list.length
);
