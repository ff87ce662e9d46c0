"""Great Expectations suites, gates, quarantine and the quality report."""
