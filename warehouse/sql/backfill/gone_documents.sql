-- Documents that the warehouse no longer holds.
SELECT worked.document_key AS item_key
FROM read_parquet($documents) AS worked
ANTI JOIN raw.document ON worked.document_key = document.document_key
