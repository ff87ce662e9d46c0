"""Full-text search: an inverted index inside the warehouse file, and how it is asked."""
