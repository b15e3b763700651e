"""The pool of engine processes, with real processes and a fake engine."""
