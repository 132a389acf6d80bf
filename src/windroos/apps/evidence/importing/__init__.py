"""Bringing open sources in: where their files are kept, and who works on what waits."""
