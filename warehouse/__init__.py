"""The warehouse: table declarations, SQL, loading, publishing, reading."""
