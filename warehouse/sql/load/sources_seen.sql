-- Every file of the inventory that is unchanged was seen again.
UPDATE raw.source
SET last_seen_at = $now
FROM read_parquet($listing) AS listing
WHERE
    source.source_uri = listing.source_uri
    AND source.byte_size = listing.byte_size
    AND source.modified_ns = listing.modified_ns
    AND source.last_seen_at < $now
