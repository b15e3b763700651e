"""Values and rules, built by hand: no disk, no clock, no network."""
