"""The pages of the compass, one module each."""
