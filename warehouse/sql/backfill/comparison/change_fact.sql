-- Facts that are not the same on both sides: found on one only, or said differently of the same words.
CREATE TABLE change.fact AS
WITH paired AS (
    SELECT
        coalesce(old_fact.table_code, new_fact.table_code) AS table_code,
        coalesce(old_fact.article_key, new_fact.article_key) AS article_key,
        coalesce(old_fact.start, new_fact.start) AS start,
        coalesce(old_fact.length, new_fact.length) AS length,
        CASE
            WHEN new_fact.article_key IS NULL THEN 'only_old'
            WHEN old_fact.article_key IS NULL THEN 'only_new'
            ELSE 'changed'
        END AS change_code,
        coalesce(new_fact.surface, old_fact.surface) AS surface,
        old_fact.meaning AS old_meaning,
        new_fact.meaning AS new_meaning,
        old_fact.sentence_number AS old_sentence_number,
        new_fact.sentence_number AS new_sentence_number
    FROM old.fact AS old_fact
    FULL OUTER JOIN new.fact AS new_fact
        ON
            old_fact.table_code = new_fact.table_code
            AND old_fact.article_key = new_fact.article_key
            AND old_fact.start = new_fact.start
            AND old_fact.length = new_fact.length
    WHERE
        old_fact.article_key IS NULL
        OR new_fact.article_key IS NULL
        OR old_fact.meaning <> new_fact.meaning
)

SELECT
    paired.table_code,
    paired.change_code,
    paired.article_key,
    paired.start,
    paired.length,
    paired.surface,
    paired.old_meaning,
    paired.new_meaning,
    coalesce(new_sentence.text, old_sentence.text) AS sentence
FROM paired
LEFT JOIN old.fact_sentence AS old_sentence
    ON
        paired.article_key = old_sentence.article_key
        AND paired.old_sentence_number = old_sentence.sentence_number
LEFT JOIN new.fact_sentence AS new_sentence
    ON
        paired.article_key = new_sentence.article_key
        AND paired.new_sentence_number = new_sentence.sentence_number
