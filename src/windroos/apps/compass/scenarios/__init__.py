"""Scenarios: weighing otherwise than the framework does."""
