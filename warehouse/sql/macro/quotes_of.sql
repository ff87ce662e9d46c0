-- One quotation by whoever the name may mean, the oldest first.
CREATE OR REPLACE MACRO main.quotes_of(name) AS TABLE (
    WITH meant AS (
        SELECT entity_key
        FROM entities_named(name)
    )

    SELECT
        quote_list.speaker_name,
        quote_list.kind_code,
        quote_list.text,
        quote_list.cue_lemma,
        quote_list.stance_code,
        quote_list.confidence,
        quote_list.sentence,
        quote_list.title,
        quote_list.publisher_name,
        quote_list.published_date,
        quote_list.article_key,
        quote_list.start,
        quote_list.length
    FROM mart.quote_list
    SEMI JOIN meant ON quote_list.speaker_key = meant.entity_key
    ORDER BY
        quote_list.published_date NULLS LAST,
        quote_list.article_key,
        quote_list.start,
        quote_list.length
);
