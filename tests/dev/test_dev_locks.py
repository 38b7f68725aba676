"""The check of the locks, on locks broken in one way each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tools.locks import DEV, RUNTIME, check, differences, parse, problems

PYPROJECT: dict[str, object] = {
    "project": {
        "requires-python": ">=3.11",
        "dependencies": ["Alpha[fast]>=1,<2"],
        "optional-dependencies": {"postgres": []},
    },
    "dependency-groups": {"dev": ["beta>=2"]},
}
WORDS = {
    "no_hash": "alpha has no hash",
    "pin_outside_what_is_asked_for": "alpha 2.5 is not <2,>=1",
    "requirement_not_locked": "Alpha is not locked",
    "index_named": "does not belong in a lock: --index-url",
    "address_instead_of_version": "does not belong in a lock: beta @",
    "host_in_a_comment": "does not belong in a lock: # from",
    "damaged_hash": "beta has no hash",
}


@pytest.fixture
def good(broken: Path) -> str:
    return (broken / "locks" / "good.lock").read_text("utf-8")


def test_good(good: str) -> None:
    assert problems(RUNTIME, RUNTIME.header(PYPROJECT) + good, PYPROJECT) == []


@pytest.mark.parametrize("defect", WORDS)
def test_broken(broken: Path, defect: str) -> None:
    text = (broken / "locks" / f"{defect}.lock").read_text("utf-8")
    found = problems(RUNTIME, RUNTIME.header(PYPROJECT) + text, PYPROJECT)
    assert any(WORDS[defect] in line for line in found), found


def test_every_broken_lock_is_tried(broken: Path) -> None:
    assert {file.stem for file in (broken / "locks").iterdir()} == {"good", *WORDS}


def test_pyproject_changed_since(good: str) -> None:
    text = RUNTIME.header(PYPROJECT) + good
    changed = {**PYPROJECT, "project": {"requires-python": ">=3.12", "dependencies": ["alpha<2"]}}
    assert [line for line in problems(RUNTIME, text, changed) if "has changed since" in line]


def test_the_runtime_lock_does_not_depend_on_the_tools() -> None:
    more = {**PYPROJECT, "dependency-groups": {"dev": ["beta>=2", "gamma"]}}
    assert RUNTIME.header(more) == RUNTIME.header(PYPROJECT)
    assert DEV.header(more) != DEV.header(PYPROJECT)


def test_the_development_lock_answers_for_all_tables() -> None:
    assert [each.name for each in DEV.direct(PYPROJECT)] == ["Alpha", "beta"]
    assert [each.name for each in replace(DEV, groups=()).direct(PYPROJECT)] == ["Alpha"]


def test_pins(good: str) -> None:
    pins, strays = parse(good)
    assert [(pin.name, pin.version, pin.marker, len(pin.hashes)) for pin in pins] == [
        ("alpha", "1.5", "", 2),
        ("beta", "2.0", "sys_platform == 'win32'", 1),
    ]
    assert strays == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alpha==1.5", "alpha==1.6"),
        ("alpha==1.5", "alpha==1.5 ; sys_platform == 'linux'"),
        ("1111", "4444"),
        ("beta==2.0", "gamma==2.0"),
    ],
)
def test_tests_would_test_other_code(good: str, old: str, new: str) -> None:
    assert differences(good, good) == []
    assert len(differences(good, good.replace(old, new))) == 1


def test_a_pin_for_more_systems_is_no_difference(good: str) -> None:
    assert differences(good, good.replace(" ; sys_platform == 'win32'", "")) == []


def test_a_missing_lock(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())
    assert check(tmp_path) == ["requirements.lock: missing: run `python3 dev.py lock`"]
