"""One module a publisher: what it offers, where it keeps it, how its files are read."""
