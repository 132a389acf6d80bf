"""Memory that is asked for again and again, kept at hand."""

from __future__ import annotations

import numpy as np

# Numbers in a block that is larger than any array a chunk of samples needs: 16 MB.
_LARGE = 2**21


def keep_freed_memory() -> None:
    """Have this process keep what large arrays leave behind for the next ones.

    The C library of Linux (glibc) gives freed memory back to the system at once, and a run of many
    chunks then spends half its time getting the same pages anew. What counts as large it learns
    from the largest block freed so far, up to 32 MB (mallopt(3), M_MMAP_THRESHOLD): so one such
    block is taken, left untouched, and freed. It costs microseconds; elsewhere it does nothing.
    """
    np.empty(_LARGE)
