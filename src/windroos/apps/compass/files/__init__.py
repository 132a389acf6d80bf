"""A case as a file: workbooks and packages, and those that people handed in."""
