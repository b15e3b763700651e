"""One use case a file, between the pages and the values."""
