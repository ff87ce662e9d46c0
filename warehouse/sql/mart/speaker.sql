-- Who is given a voice, how often, and how it is announced.
CREATE OR REPLACE VIEW mart.speaker AS
WITH quoted AS (
    SELECT
        fact_quote.speaker_key,
        fact_quote.article_key,
        fact_quote.kind_code,
        fact_quote.word_count,
        fact_quote.cue_lemma,
        article.published_date
    FROM main.fact_quote
    INNER JOIN mart.article ON fact_quote.article_key = article.article_key
    WHERE fact_quote.speaker_key <> 0 AND fact_quote.kind_code <> 'scare'
),

cue_use AS (
    SELECT
        speaker_key,
        cue_lemma,
        count(*) AS use_count
    FROM quoted
    WHERE cue_lemma IS NOT NULL
    GROUP BY speaker_key, cue_lemma
),

top_cue AS (
    SELECT
        speaker_key,
        min_by(cue_lemma, (-use_count, cue_lemma)) AS cue_lemma
    FROM cue_use
    GROUP BY speaker_key
),

counted AS (
    SELECT
        speaker_key,
        count(*) FILTER (WHERE kind_code <> 'pull') AS quote_count,
        count(*) FILTER (WHERE kind_code = 'direct') AS direct_count,
        count(*) FILTER (WHERE kind_code = 'partial') AS partial_count,
        count(*) FILTER (WHERE kind_code = 'indirect') AS indirect_count,
        count(*) FILTER (WHERE kind_code = 'pull') AS pull_count,
        coalesce(sum(word_count) FILTER (WHERE kind_code <> 'pull'), 0)::BIGINT AS word_count,
        count(DISTINCT article_key) AS article_count,
        min(published_date) AS first_published_date,
        max(published_date) AS last_published_date
    FROM quoted
    GROUP BY speaker_key
)

SELECT
    counted.speaker_key,
    dim_entity.entity_name AS speaker_name,
    dim_entity.kind_code,
    dim_entity.country_code,
    counted.quote_count,
    counted.direct_count,
    counted.partial_count,
    counted.indirect_count,
    counted.pull_count,
    counted.word_count,
    counted.article_count,
    counted.first_published_date,
    counted.last_published_date,
    top_cue.cue_lemma AS top_cue_lemma
FROM counted
INNER JOIN main.dim_entity ON counted.speaker_key = dim_entity.entity_key
LEFT JOIN top_cue ON counted.speaker_key = top_cue.speaker_key;

COMMENT ON VIEW mart.speaker IS
'One known entity that is quoted. Quotations by nobody in particular and scare quotes do not count.';
COMMENT ON COLUMN mart.speaker.speaker_key IS 'Entity that speaks. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.speaker.speaker_name IS 'Its name.';
COMMENT ON COLUMN mart.speaker.kind_code IS 'Its kind: person, organisation, place or misc.';
COMMENT ON COLUMN mart.speaker.country_code IS 'ISO 3166-1 alpha-2 code, where a country or place speaks.';
COMMENT ON COLUMN mart.speaker.quote_count IS
'Direct, partial and indirect quotations together; pull quotes repeat the text and are counted apart.';
COMMENT ON COLUMN mart.speaker.direct_count IS 'Direct quotations.';
COMMENT ON COLUMN mart.speaker.partial_count IS 'Quoted words inside a sentence of the article.';
COMMENT ON COLUMN mart.speaker.indirect_count IS 'Indirect speech.';
COMMENT ON COLUMN mart.speaker.pull_count IS 'Pull quotes.';
COMMENT ON COLUMN mart.speaker.word_count IS 'Words of the quotations that quote_count counts.';
COMMENT ON COLUMN mart.speaker.article_count IS 'Articles that quote the entity.';
COMMENT ON COLUMN mart.speaker.first_published_date IS
'Earliest day of publication; NULL where none is known.';
COMMENT ON COLUMN mart.speaker.last_published_date IS 'Latest day of publication; NULL where none is known.';
COMMENT ON COLUMN mart.speaker.top_cue_lemma IS
'Word that announces the quotations most often, the alphabetically first of several; NULL where there is '
'none.';
