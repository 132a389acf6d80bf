"""Contradictions: what they are called, every side in words, and which of them a list shows."""
