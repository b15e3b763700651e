"""The commands that are too long for `portal.cli`, one a file."""
