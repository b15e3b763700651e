"""Pages, read as a visitor reads them."""
