"""Shared challenges: who has the same, who is ahead, who could learn from whom."""
