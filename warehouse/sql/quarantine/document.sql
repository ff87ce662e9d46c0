-- The document that something was rejected of, if the warehouse holds it.
SELECT
    article.title,
    document.url,
    document.outcome_code,
    document.encoding_code,
    document.byte_size,
    length(document.text) AS character_count
FROM raw.document
LEFT JOIN main.fact_article AS article ON document.document_key = article.document_key
WHERE document.document_key = $wanted_document
