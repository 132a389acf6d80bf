"""Pages of decisions: those taken for everyone, those being prepared for the staff."""
