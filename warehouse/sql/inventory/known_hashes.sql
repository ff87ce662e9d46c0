-- Full content hashes of documents that the warehouse already holds, to tell a key collision.
SELECT
    document.document_key,
    document.content_hash
FROM raw.document
SEMI JOIN keys ON document.document_key = keys.document_key
