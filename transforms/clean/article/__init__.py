"""Lines with roles → articles: title, body, time, topics, sections, address."""
