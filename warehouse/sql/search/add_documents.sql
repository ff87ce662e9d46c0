-- And themselves; an article without a word counts as well.
INSERT INTO search.document
SELECT
    missing_document.article_key,
    missing_document.title_hash,
    missing_document.body_hash,
    len(words_of(missing_document.title)) + len(words_of(missing_document.body)) AS term_count
FROM missing_document
