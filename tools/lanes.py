"""Runs that follow each other beside those on screen. Standard library only."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from tools.environment import ROOT

Run = tuple[Sequence[str | Path], Mapping[str, str]]
"""A command and what it adds to the environment."""


class Lane(threading.Thread):
    """Runs that follow each other behind the screen; what they say is kept."""

    def __init__(self, runs: Mapping[str, Run], said: TextIO) -> None:
        super().__init__(daemon=True)
        self.runs = runs
        self.codes: dict[str, int] = {}
        self.said = said
        self.child: subprocess.Popen[bytes] | None = None
        self.ended = False
        self.lock = threading.Lock()

    def run(self) -> None:
        for name, (command, env) in self.runs.items():
            with self.lock:
                if self.ended:
                    return
                self.said.write(f"-- {name}\n")
                self.said.flush()
                self.child = subprocess.Popen(
                    command, cwd=ROOT, env={**os.environ, **env}, stdout=self.said, stderr=self.said
                )
            self.codes[name] = self.child.wait()
            self.said.seek(0, os.SEEK_END)

    def end(self) -> None:
        """Let no further run begin, and end the one that goes."""
        with self.lock:
            self.ended = True
        if self.child is not None:
            end(self.child)
        self.join()


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask a process that still runs to end, and wait for it."""
    if child.poll() is None:
        child.terminate()
        child.wait()
