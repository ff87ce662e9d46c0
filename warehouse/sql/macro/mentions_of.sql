-- One mention of whoever or whatever the name may mean, with its sentence, the oldest first.
CREATE OR REPLACE MACRO main.mentions_of(name) AS TABLE (
    WITH meant AS (
        SELECT
            entity_key,
            entity_name
        FROM entities_named(name)
    )

    SELECT
        meant.entity_name,
        fact_mention.surface,
        fact_sentence.text AS sentence,
        article.title,
        article.publisher_name,
        article.published_date,
        fact_mention.article_key,
        fact_mention.start,
        fact_mention.length
    FROM main.fact_mention
    INNER JOIN meant ON fact_mention.entity_key = meant.entity_key
    INNER JOIN mart.article ON fact_mention.article_key = article.article_key
    INNER JOIN main.fact_sentence
        ON
            fact_mention.article_key = fact_sentence.article_key
            AND fact_mention.sentence_number = fact_sentence.sentence_number
    ORDER BY
        article.published_date NULLS LAST,
        fact_mention.article_key,
        fact_mention.start,
        fact_mention.length
);
