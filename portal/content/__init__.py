"""From YAML files to the frozen library of domain values."""
