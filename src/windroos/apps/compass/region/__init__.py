"""One region: the answer, and what it rests on."""
