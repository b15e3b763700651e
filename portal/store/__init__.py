"""What is kept on disk: the search index, rebuilt from the library."""
