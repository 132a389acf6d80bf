"""The pages of programmes, one module per page."""
