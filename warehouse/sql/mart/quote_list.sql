-- Quotations to read, with who said it, where it stands and where it was published.
CREATE OR REPLACE VIEW mart.quote_list AS
SELECT
    fact_quote.article_key,
    fact_quote.start,
    fact_quote.length,
    fact_quote.kind_code,
    fact_quote.text,
    fact_quote.speaker_key,
    dim_entity.entity_name AS speaker_name,
    dim_entity.kind_code AS speaker_kind_code,
    fact_quote.speaker_surface,
    fact_quote.speaker_form_code,
    fact_quote.cue_lemma,
    dim_cue.stance_code,
    fact_quote.confidence,
    fact_sentence.text AS sentence,
    article.title,
    article.publisher_name,
    article.published_date,
    article.url
FROM main.fact_quote
INNER JOIN mart.article ON fact_quote.article_key = article.article_key
INNER JOIN main.dim_entity ON fact_quote.speaker_key = dim_entity.entity_key
INNER JOIN main.dim_cue ON fact_quote.cue_key = dim_cue.cue_key
LEFT JOIN main.fact_sentence
    ON
        fact_quote.article_key = fact_sentence.article_key
        AND fact_quote.sentence_number = fact_sentence.sentence_number;

COMMENT ON VIEW mart.quote_list IS
'One quotation, readable: what was said, by whom, in which sentence, where published. All kinds, unknown '
'speakers included.';
COMMENT ON COLUMN mart.quote_list.article_key IS
'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.quote_list.start IS 'Start in the body, in code points from 0.';
COMMENT ON COLUMN mart.quote_list.length IS 'Length in the body, in code points.';
COMMENT ON COLUMN mart.quote_list.kind_code IS 'direct, partial, indirect, pull or scare.';
COMMENT ON COLUMN mart.quote_list.text IS 'What was said, as written.';
COMMENT ON COLUMN mart.quote_list.speaker_key IS
'Entity that speaks; 0 where unknown. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.quote_list.speaker_name IS 'Its name; `unbekannt` where unknown.';
COMMENT ON COLUMN mart.quote_list.speaker_kind_code IS
'Its kind: person, organisation, place, misc or unknown.';
COMMENT ON COLUMN mart.quote_list.speaker_surface IS
'Who speaks, as written beside the quotation; NULL where nobody stands there.';
COMMENT ON COLUMN mart.quote_list.speaker_form_code IS
'What speaker_surface is: name, role, pronoun or institution.';
COMMENT ON COLUMN mart.quote_list.cue_lemma IS
'Word that announces the quotation; NULL where there is none.';
COMMENT ON COLUMN mart.quote_list.stance_code IS
'What the speaker does with what is said: neutral, claim, deny, …; unknown where there is no such word.';
COMMENT ON COLUMN mart.quote_list.confidence IS 'How sure kind and speaker are together, 0 to 1.';
COMMENT ON COLUMN mart.quote_list.sentence IS 'Sentence that the quotation begins in.';
COMMENT ON COLUMN mart.quote_list.title IS 'Headline of the article; NULL where the page shows none.';
COMMENT ON COLUMN mart.quote_list.publisher_name IS 'Name of the publisher.';
COMMENT ON COLUMN mart.quote_list.published_date IS 'Day of publication; NULL where unknown.';
COMMENT ON COLUMN mart.quote_list.url IS 'Address of the page, where it is known.';
