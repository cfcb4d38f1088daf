"""Questions: plain functions from a reader to frozen rows, one statement each."""
