"""Decisions and their drafts, beside what the compass says."""
