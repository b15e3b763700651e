"""What the portal promises, as sentences that run."""
