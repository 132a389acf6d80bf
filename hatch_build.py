"""Build hook: puts the built front end and the compiled messages into a wheel.

An editable install skips it: in a checkout ``make`` does the same when the sources changed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Runs before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end and compile the messages, for a standard wheel only."""
        if self.target_name != "wheel" or version != "standard":
            return
        tools = Path(self.root) / "tools"
        for command in (["build_frontend.py"], ["messages.py", "compile"]):
            script = str(tools / command[0])
            subprocess.run([sys.executable, script, *command[1:]], cwd=self.root, check=True)
