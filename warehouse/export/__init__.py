"""What leaves the warehouse: Parquet with a manifest, GKG, quotations, the answer to a query."""
