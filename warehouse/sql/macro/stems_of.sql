-- One stem of the words of a text, at most 32 of them: more are no question.
CREATE OR REPLACE MACRO main.stems_of(words) AS TABLE (
    WITH word AS (
        SELECT unnest(words_of(words)) AS written
    )

    SELECT DISTINCT stem(written, 'german') AS term
    FROM word
    ORDER BY term
    LIMIT 32
);
