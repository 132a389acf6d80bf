"""Names as people type them."""


def one_line(text: str) -> str:
    """A name as it was meant: on one line, without what cannot be seen.

    A name stands in the subject of an e-mail and in the audit trail: it may not begin a line of its
    own there, nor turn the direction of what follows.
    """
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
