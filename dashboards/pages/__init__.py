"""The pages: each asks its questions and says what its template shows."""
