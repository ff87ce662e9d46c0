-- One raw document.
SELECT
    document.document_key,
    document.source_uri,
    document.member,
    document.encoding_code,
    document.language_code,
    document.outcome_code,
    document.byte_size,
    fact_article.article_key,
    fact_article.title
FROM raw.document
LEFT JOIN main.fact_article ON document.document_key = fact_article.document_key
WHERE document.document_key = $document
