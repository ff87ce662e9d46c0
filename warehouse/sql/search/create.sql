-- The index: which article holds which words. No keys: they would take more memory over twenty million rows
-- than a build has; what lies where follows from the order in which rows are put in.
CREATE SCHEMA IF NOT EXISTS search;

CREATE TABLE IF NOT EXISTS search.document (
    article_key BIGINT NOT NULL,
    title_hash VARCHAR NOT NULL,
    body_hash BIGINT NOT NULL,
    term_count INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS search.posting (
    term VARCHAR NOT NULL,
    article_key BIGINT NOT NULL,
    title_count INTEGER NOT NULL,
    body_count INTEGER NOT NULL
);

COMMENT ON TABLE search.document IS
'One article that the index holds. Asked by the macros search and search_quotes.';
COMMENT ON COLUMN search.document.article_key IS 'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN search.document.title_hash IS 'Hash of the title that was put in.';
COMMENT ON COLUMN search.document.body_hash IS 'Hash of the body that was put in.';
COMMENT ON COLUMN search.document.term_count IS 'Words of title and body, stop words left out. Unit: count.';
COMMENT ON TABLE search.posting IS 'One word, by its stem, in one article.';
COMMENT ON COLUMN search.posting.term IS 'Stem of the word (Snowball, German).';
COMMENT ON COLUMN search.posting.article_key IS 'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN search.posting.title_count IS 'How often it stands in the title. Unit: count.';
COMMENT ON COLUMN search.posting.body_count IS 'How often it stands in the body. Unit: count.';
