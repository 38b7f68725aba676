"""Finds a Chromium for the browser tests, or names the one command that installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.failures import SetUpError

VARIABLE = "REPATRIA_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Chromium", "Google Chrome")
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe")
# (tool that must be there, command), the first that fits. On Ubuntu the package `chromium` is an
# empty one that points to the snap.
INSTALLERS = (
    ("snap", "sudo snap install chromium"),
    ("apt-get", "sudo apt-get install chromium"),
    ("dnf", "sudo dnf install chromium"),
    ("pacman", "sudo pacman -S chromium"),
    ("zypper", "sudo zypper install chromium"),
    ("apk", "sudo apk add chromium"),
    ("brew", "brew install --cask google-chrome"),
    ("winget", "winget install Google.Chrome"),
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as it:
    print(it.chromium.executable_path)
"""


def candidates(env: Mapping[str, str], which: Callable[[str], str | None]) -> list[str]:
    """Where this system may have a Chromium of its own, most wanted first."""
    found = [path for name in NAMES if (path := which(name))]
    programs = [
        env[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if name in env
    ]
    places = [*MAC, *(str(Path(folder, tail)) for folder in programs for tail in WINDOWS)]
    return found + [place for place in places if Path(place).exists()]


def runs(path: str) -> bool:
    """Whether it starts: Ubuntu has a `chromium-browser` that only says where to get one."""
    if sys.platform == "win32":  # There `--version` opens a window.
        return Path(path).exists()
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def advice(which: Callable[[str], str | None], root: bool) -> str:
    """What to do to have a Chromium here: one command, where this system's installer is known."""
    for tool, command in INSTALLERS:
        if which(tool):
            return f"run `{command.removeprefix('sudo ') if root else command}`"
    return f"install Chromium or Chrome and name its program in {VARIABLE}"


def find(python: Path) -> str:
    """The path of a Chromium that starts. Raises SetUpError with the command that installs one.

    Tries the one named by REPATRIA_CHROMIUM and no other, else the system's, else Playwright's,
    which is downloaded into Playwright's own folder where it is missing.
    """
    if named := os.environ.get(VARIABLE):
        if runs(named):
            return named
        raise SetUpError(f"{VARIABLE} names {named}, which does not start")
    for path in candidates(os.environ, shutil.which):
        if runs(path):
            return path
    told = subprocess.run([python, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True)
    own = told.stdout.strip()
    if own and not Path(own).exists():
        print("No Chromium here: trying Playwright's ...", flush=True)
        subprocess.run([python, "-m", "playwright", "install", "chromium"], capture_output=True)
    if own and runs(own):
        return own
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    what = advice(shutil.which, root)
    raise SetUpError(f"no Chromium for the browser tests: {what}, then the same command again")
