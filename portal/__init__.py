"""Pas à pas: your rights, one step at a time."""
