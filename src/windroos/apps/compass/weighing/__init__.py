"""The weighed regions beside each other."""
