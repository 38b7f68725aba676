"""Finding a Chromium; naming the one command where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tools import browser
from tools.failures import SetUpError


def program(path: Path, code: int) -> str:
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


def test_order_of_names() -> None:
    found = browser.candidates({}, {"chrome": "/b/chrome", "chromium": "/a/chromium"}.get)
    assert found[:2] == ["/a/chromium", "/b/chrome"]


def test_windows_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "WINDOWS", ("chrome.exe",))
    (tmp_path / "chrome.exe").touch()
    env = {"PROGRAMFILES": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "none")}
    assert str(tmp_path / "chrome.exe") in browser.candidates(env, lambda name: None)


@pytest.mark.parametrize("code", [0, 1])
def test_a_stub_that_only_says_where_to_get_one_is_no_browser(tmp_path: Path, code: int) -> None:
    assert browser.runs(program(tmp_path / "chromium", code)) is (code == 0)


def test_a_browser_that_is_not_there(tmp_path: Path) -> None:
    assert not browser.runs(str(tmp_path / "chromium"))


def test_the_named_one_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(tmp_path / "mine", 0)
    monkeypatch.setenv(browser.VARIABLE, named)
    assert browser.find(Path(sys.executable)) == named


def test_the_named_one_is_not_silently_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/no/such/browser")
    with pytest.raises(SetUpError, match="/no/such/browser, which does not start"):
        browser.find(Path(sys.executable))


def test_none_anywhere_names_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "candidates", lambda env, which: [])
    python = program(tmp_path / "python", 1)
    with pytest.raises(SetUpError, match="no Chromium for the browser tests"):
        browser.find(Path(python))


@pytest.mark.parametrize(
    ("tools", "root", "command"),
    [
        ({"apt-get"}, False, "sudo apt-get install chromium"),
        ({"apt-get"}, True, "apt-get install chromium"),
        ({"apt-get", "snap"}, False, "sudo snap install chromium"),
        ({"brew"}, False, "brew install --cask google-chrome"),
    ],
)
def test_advice(tools: set[str], root: bool, command: str) -> None:
    assert browser.advice(lambda tool: tool if tool in tools else None, root) == f"run `{command}`"


def test_advice_for_a_system_without_a_known_installer() -> None:
    assert browser.VARIABLE in browser.advice(lambda tool: None, False)
