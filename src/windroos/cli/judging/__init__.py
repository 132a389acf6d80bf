"""`windroos judge`, `find`, `retract`, `undo` and `history`, and `windroos panels`."""

from windroos.cli.judging import panels, rows, said

__all__ = ["panels", "rows", "said"]
