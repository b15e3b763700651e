"""The calculation engine, with the real OpenFisca."""
