-- Who is quoted, with what.
SELECT
    speaker_name,
    kind_code,
    cue_lemma,
    text,
    title,
    published_date
FROM mart.quote_list
WHERE speaker_key <> 0
ORDER BY published_date DESC NULLS LAST, article_key ASC, start ASC
LIMIT 50
