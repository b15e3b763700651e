"""Values and rules, pure: no file, clock, network, request or language."""
