"""Names and words: what is the same, whoever writes it."""
