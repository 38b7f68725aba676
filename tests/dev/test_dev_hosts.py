from __future__ import annotations

from pathlib import Path

import pytest
from tools.hosts import HOST, check

# Put together here, since this file is checked too.
NAMED = [".".join(parts) for parts in (("pypi", "org"), ("files", "pythonhosted", "org"))]


@pytest.mark.parametrize("host", NAMED)
def test_a_host_is_found_with_its_line(tmp_path: Path, host: str) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text(f"one\npip install -i https://{host}/simple x\n")
    assert check(tmp_path) == [f".ci/run:2: names {host}"]


def test_environments_caches_and_binaries_are_passed_over(tmp_path: Path) -> None:
    for folder in (".venv", ".git", "__pycache__", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text(NAMED[0])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff" + NAMED[0].encode())
    assert check(tmp_path) == []


def test_other_hosts_may_be_named() -> None:
    assert not HOST.search("https://www.w3.org https://schema.org pypi https://example.org")


def test_this_project_names_none(root: Path) -> None:
    assert check(root) == []
