"""Reviews: where the compass came to say something else."""
