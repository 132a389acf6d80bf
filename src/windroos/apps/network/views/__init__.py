"""The pages of dialogues, points to raise and referrals."""
