"""Bodies → sentences and, later, facts. The only place that knows spaCy."""
