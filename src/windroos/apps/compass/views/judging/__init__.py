"""Where analysts say what they think of a region, and everyone sees what was said."""
