"""The measure itself: it can fail, in each of the ways that it is there to notice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from statements.drafting.scoring import score

TEXT = "Russia handed over 1,200 bodies to Ukraine, the Kremlin said. Ukraine gave back 19."
RIGHT = {
    "kind": "count", "quantity": "1200", "unit": "body", "category": "remains", "giver": "RU",
    "receiver": "UA", "both": False, "speaker": "RU", "unnamed": False, "relay": False,
    "quote": "handed over 1,200 bodies",
}  # fmt: skip
BACK = RIGHT | {
    "quantity": "19",
    "giver": "UA",
    "receiver": "RU",
    "speaker": "",
    "quote": "gave back 19",
}


def scored(tmp_path: Path, *rows: dict[str, object]) -> tuple[int, int]:
    article = {"language": "en", "published": "2025-06-14", "outlet": "Paper", "text": TEXT}
    path = tmp_path / "a.yaml"
    path.write_text(yaml.safe_dump(article | {"expected": list(rows)}))
    found = score(path)
    return len(found.missed), len(found.invented)


def test_a_right_reading_is_found(tmp_path: Path) -> None:
    assert scored(tmp_path, RIGHT, BACK) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "1201"},
        {"giver": "UA", "receiver": "RU"},
        {"both": True},
        {"speaker": "UA"},
        {"speaker": "media"},
        {"unnamed": True},
    ],
)
def test_each_thing_that_must_be_right_can_be_wrong(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    assert scored(tmp_path, RIGHT | wrong, BACK)[0] == 1


def test_another_reading_that_a_person_accepts_passes(tmp_path: Path) -> None:
    other = RIGHT | {"speaker": "UA", "accept": {"speaker": ["RU"]}}
    assert scored(tmp_path, other, BACK) == (0, 0)


def test_what_nobody_expected_is_invented(tmp_path: Path) -> None:
    assert scored(tmp_path, RIGHT) == (0, 1)


def test_what_may_be_left_out_is_not_missed(tmp_path: Path) -> None:
    assert scored(tmp_path, RIGHT, BACK | {"quantity": "20", "optional": True}) == (0, 0)
