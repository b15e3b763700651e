"""Places given and taken: the national open formats in, and out again."""
