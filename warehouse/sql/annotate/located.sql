-- For every paragraph of every shard, a file that holds its tags.
COPY (
    SELECT
        paragraph.shard_code,
        paragraph.paragraph_key,
        min(tag.tag_file) AS tag_file
    FROM read_parquet($paragraphs) AS paragraph
    INNER JOIN
        read_parquet($tags, filename = 'tag_file') AS tag
        ON paragraph.paragraph_key = tag.paragraph_key
    GROUP BY ALL
) TO $folder (FORMAT parquet, PARTITION_BY (shard_code))
