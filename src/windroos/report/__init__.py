"""Drawings and documents from plain data; no Django here."""
