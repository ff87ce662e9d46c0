SELECT
    speaker_name,
    cue_lemma,
    text,
    title
FROM mart.quote_list
WHERE kind_code = 'direct'
ORDER BY published_date DESC NULLS LAST, article_key ASC, start ASC
LIMIT 10
