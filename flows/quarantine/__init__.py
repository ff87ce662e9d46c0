"""What was rejected, as a work list: kept, listed, put through again, left out for good."""
