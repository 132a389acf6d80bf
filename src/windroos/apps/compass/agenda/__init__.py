"""The evidence agenda and its tasks."""
