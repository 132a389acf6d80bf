"""What analysts fill in, and what it does to the verdicts."""
