"""Blind panels."""
