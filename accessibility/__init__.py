"""The accessibility harness: every page and state, in every language and mode, by machine."""
