-- Which of the documents just read are in the warehouse already.
SELECT document.document_key
FROM raw.document
SEMI JOIN read_parquet($documents) AS found ON document.document_key = found.document_key
