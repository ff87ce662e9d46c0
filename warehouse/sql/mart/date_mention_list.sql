-- Date expressions to read, with the days they mean and the sentence they stand in.
CREATE OR REPLACE VIEW mart.date_mention_list AS
SELECT
    fact_date_mention.article_key,
    fact_date_mention.start,
    fact_date_mention.length,
    fact_date_mention.surface,
    fact_date_mention.type_code,
    fact_date_mention.from_date,
    fact_date_mention.to_date,
    fact_date_mention.granularity_code,
    fact_date_mention.anchor_code,
    fact_date_mention.modifier_code,
    date_diff('day', article.published_date, fact_date_mention.from_date) AS day_count_from_publication,
    fact_sentence.text AS sentence,
    article.title,
    article.publisher_name,
    article.published_date,
    article.url
FROM main.fact_date_mention
INNER JOIN mart.article ON fact_date_mention.article_key = article.article_key
LEFT JOIN main.fact_sentence
    ON
        fact_date_mention.article_key = fact_sentence.article_key
        AND fact_date_mention.sentence_number = fact_sentence.sentence_number;

COMMENT ON VIEW mart.date_mention_list IS
'One date expression, readable: which days it means, in which sentence, where published.';
COMMENT ON COLUMN mart.date_mention_list.article_key IS
'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.date_mention_list.start IS 'Start in the body, in code points from 0.';
COMMENT ON COLUMN mart.date_mention_list.length IS 'Length in the body, in code points.';
COMMENT ON COLUMN mart.date_mention_list.surface IS 'The expression as written.';
COMMENT ON COLUMN mart.date_mention_list.type_code IS 'date, time or set (a repeated time).';
COMMENT ON COLUMN mart.date_mention_list.from_date IS 'First day meant; NULL where it could not be resolved.';
COMMENT ON COLUMN mart.date_mention_list.to_date IS
'Last day meant, included; NULL where it could not be resolved.';
COMMENT ON COLUMN mart.date_mention_list.granularity_code IS 'Unit of the calendar that is named.';
COMMENT ON COLUMN mart.date_mention_list.anchor_code IS
'What the days were counted from: absolute, publication, text or none.';
COMMENT ON COLUMN mart.date_mention_list.modifier_code IS
'start, mid, end or approx; NULL where the whole is meant.';
COMMENT ON COLUMN mart.date_mention_list.day_count_from_publication IS
'Days from publication to the first day meant, negative for the past; NULL where either is unknown.';
COMMENT ON COLUMN mart.date_mention_list.sentence IS 'Sentence that the expression begins in.';
COMMENT ON COLUMN mart.date_mention_list.title IS 'Headline of the article; NULL where the page shows none.';
COMMENT ON COLUMN mart.date_mention_list.publisher_name IS 'Name of the publisher.';
COMMENT ON COLUMN mart.date_mention_list.published_date IS 'Day of publication; NULL where unknown.';
COMMENT ON COLUMN mart.date_mention_list.url IS 'Address of the page, where it is known.';
