"""How sure the verdicts are: draws, the runs that make many of them, and the words for it."""
