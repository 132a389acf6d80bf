"""Codes of regions and classifications, and how they relate."""
