-- A place that is new, or at which the file has changed its size or time.
SELECT found.source_uri
FROM read_parquet($sources) AS found
ANTI JOIN raw.source
    ON
        found.source_uri = source.source_uri
        AND found.document_key = source.document_key
        AND found.byte_size = source.byte_size
        AND found.modified_ns = source.modified_ns
