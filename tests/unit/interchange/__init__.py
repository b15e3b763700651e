"""The import, on values made by hand."""
