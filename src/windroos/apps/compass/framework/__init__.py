"""The framework in the reader's words, and its versions."""
