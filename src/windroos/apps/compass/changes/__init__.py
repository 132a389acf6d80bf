"""What changed between two weighings."""
