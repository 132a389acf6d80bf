"""The pages of the open sources: what there is, how old it is, what it says and what changed.

They are of the whole installation; within a case (`/<case>/sources/`) they are the same pages with
the menu of that case.
"""
