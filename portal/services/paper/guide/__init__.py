"""The printed guide: what a territory offers, on paper, for those who help and for everybody."""
