-- Paragraphs that no file of tags holds yet, each with the first of the shards it stands in.
COPY (
    SELECT
        paragraph.paragraph_key,
        min(paragraph.shard_code) AS shard_code
    FROM read_parquet($paragraphs) AS paragraph
    ANTI JOIN read_parquet($tags) AS tag ON paragraph.paragraph_key = tag.paragraph_key
    GROUP BY paragraph.paragraph_key
) TO $folder (FORMAT parquet, PARTITION_BY (shard_code))
