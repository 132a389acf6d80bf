"""`windroos programme`: what programmes account for, recorded, reviewed, compared and as files."""

from windroos.cli.programmes import files, people, recording, reviewing, showing
from windroos.cli.programmes.shared import app

__all__ = ["app", "files", "people", "recording", "reviewing", "showing"]
