-- What the other marts stand on: each article once, in its newest version.
CREATE OR REPLACE VIEW mart.article AS
SELECT
    fact_article.article_key,
    fact_article.title,
    fact_article.url,
    fact_article.publisher_key,
    dim_publisher.publisher_name,
    dim_date.calendar_date AS published_date,
    date_trunc('month', dim_date.calendar_date)::DATE AS published_month,
    fact_article.word_count,
    fact_article.sentence_count,
    fact_article.mention_count,
    fact_article.quote_count,
    fact_article.quantity_count,
    fact_article.date_mention_count,
    fact_article.quoted_share,
    fact_article.hedged_share
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date ON fact_article.published_date_key = dim_date.date_key
WHERE fact_article.is_current AND fact_article.duplicate_of_key IS NULL;

COMMENT ON VIEW mart.article IS
'One article: its newest version, and the first published of several with the same body. All marts count '
'these alone.';
COMMENT ON COLUMN mart.article.article_key IS 'Article version. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.article.title IS 'Headline; NULL where the page shows none.';
COMMENT ON COLUMN mart.article.url IS 'Address of the page, where it is known.';
COMMENT ON COLUMN mart.article.publisher_key IS 'Publisher; 0 where unknown.';
COMMENT ON COLUMN mart.article.publisher_name IS 'Name of the publisher; `unbekannt` where unknown.';
COMMENT ON COLUMN mart.article.published_date IS 'Day of publication; NULL where unknown.';
COMMENT ON COLUMN mart.article.published_month IS
'First day of the month of publication; NULL where unknown.';
COMMENT ON COLUMN mart.article.word_count IS 'Words of the body.';
COMMENT ON COLUMN mart.article.sentence_count IS 'Sentences of the body.';
COMMENT ON COLUMN mart.article.mention_count IS 'Mentions in the body, names and derived references alike.';
COMMENT ON COLUMN mart.article.quote_count IS 'Quotations in the body, of all kinds.';
COMMENT ON COLUMN mart.article.quantity_count IS 'Number claims in the body.';
COMMENT ON COLUMN mart.article.date_mention_count IS 'Date expressions in the body.';
COMMENT ON COLUMN mart.article.quoted_share IS
'Share of the body that stands in direct or partial quotations, 0 to 1.';
COMMENT ON COLUMN mart.article.hedged_share IS
'Share of the sentences that keep their distance from what they say, 0 to 1.';
