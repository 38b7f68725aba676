"""What is not run, and why, is said at the end of every run of these tests."""

from __future__ import annotations

import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not os.environ.get("REPATRIA_TLOG_PYTHON"):
        terminalreporter.write_line(
            "aics-tlog was not run: name a Python 3.12 that has it in REPATRIA_TLOG_PYTHON"
        )
