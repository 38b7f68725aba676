"""What changed: the log that every intake writes, and what it says of findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import yaml
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.record import models, services
from repatria.desks.record.changes import Turns, What, differences, turns

Told = Callable[..., Client]
DAY = date(2024, 5, 1)


def log() -> list[tuple[str, str, date]]:
    rows = models.Change.objects.order_by("id")
    return list(rows.values_list("what", "subject", "day"))


def added(folder: Path, *statements: dict[str, object], today: date = date(2026, 1, 1)) -> None:
    """More statements of the same speakers, taken in later."""
    common = {"kind": "count", "exchange": "E1", "from": "A", "to": "B", "category": "remains",
              "source": "q", "said_on": "2024-05-03"}  # fmt: skip
    document = {
        "format": "repatria-statements/1",
        "statements": [{**common, **one} for one in statements],
    }
    path = folder / "more.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    services.import_file(path, today=today)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


# --- turns ---------------------------------------------------------------------------------------


def test_spans_that_follow_upon_each_other_are_one() -> None:
    held = turns([("k", "total", day(1), day(3)), ("k", "total", day(3), day(5))])
    assert held == {"k": Turns("total", {day(1)}, {day(5)})}


def test_what_holds_again_has_two_beginnings() -> None:
    held = turns([("k", "total", day(1), day(3)), ("k", "total", day(4), None)])
    assert held == {"k": Turns("total", {day(1), day(4)}, {day(3)})}


@given(st.sets(st.integers(0, 20)), st.sets(st.integers(1, 19)))
def test_turns_say_on_which_days_it_held_however_it_is_cut(held: set[int], cuts: set[int]) -> None:
    """From a set of days make spans, cut anywhere: the turns give the same set again."""
    spans: list[tuple[str, str, date, date | None]] = []
    for number in sorted(held):
        if spans and spans[-1][3] == day(number) and number not in cuts:
            spans[-1] = (*spans[-1][:3], day(number + 1))
        else:
            spans.append(("k", "x", day(number), day(number + 1)))
    found = turns(spans).get("k", Turns("x"))
    on, again = False, set()
    for number in range(22):
        on = (on or day(number) in found.opened) and day(number) not in found.ended
        again |= {number} if on else set()
    assert again == held


def test_differences_tell_what_happened() -> None:
    open_, over = Turns("x", {day(1)}), Turns("x", {day(1)}, {day(2)})
    assert differences({}, {"k": open_}) == [(What.OPENED, "x", "k", day(1))]
    assert differences({"k": open_}, {"k": over}) == [(What.ENDED, "x", "k", day(2))]
    assert differences({"k": open_}, {}) == [(What.DROPPED, "x", "k", day(1))]
    assert differences({"k": over}, {"k": open_}) == [(What.OPENED, "x", "k", day(1))]
    assert differences({"k": over}, {"k": over}) == []
    earlier = Turns("x", {day(0)})
    assert differences({"k": open_}, {"k": earlier}) == [(What.OPENED, "x", "k", day(0))]


# --- the log -------------------------------------------------------------------------------------


def test_an_intake_is_logged_with_the_day_and_one_moment(told: Told) -> None:
    told([{"quantity": 9, "speaker": "a"}, {"quantity": 7, "speaker": "b"}])
    claims = [one for one in log() if one[0] == "published"]
    assert claims == [("published", "s1", DAY), ("published", "s2", DAY)]
    key = models.Finding.objects.get().key
    assert ("opened", key, DAY) in log()
    assert models.Change.objects.values("at").distinct().count() == 1


def test_taking_in_the_same_again_logs_nothing(told: Told, tmp_path: Path) -> None:
    told([{"quantity": 9, "speaker": "a"}])
    before = log()
    services.import_file(tmp_path / "told.yaml", today=date(2026, 1, 1))
    services.rebuild()
    assert log() == before


def test_a_correction_ends_the_contradiction(told: Told, tmp_path: Path) -> None:
    told([{"quantity": 9, "speaker": "a"}, {"quantity": 7, "speaker": "b"}])
    key = models.Finding.objects.get().key
    seen = len(log())
    added(tmp_path, {"id": "better", "quantity": 9, "speaker": "b", "supersedes": "s2"})
    assert set(log()[seen:]) == {
        ("corrected", "better", date(2024, 5, 3)),
        ("ended", key, date(2024, 5, 3)),
    }
    assert models.Change.objects.get(what="corrected").corrects == "s2"


def test_nobody_corrects_the_word_of_another(told: Told, tmp_path: Path) -> None:
    told([{"quantity": 9, "speaker": "a"}])
    added(tmp_path, {"id": "other", "quantity": 8, "speaker": "b", "supersedes": "s1"})
    assert ("published", "other", date(2024, 5, 3)) in log()


def test_a_withdrawal_is_logged_on_its_day(told: Told, tmp_path: Path) -> None:
    told([{"quantity": 9, "speaker": "a"}, {"quantity": 7, "speaker": "b"}])
    key = models.Finding.objects.get().key
    seen = len(log())
    added(
        tmp_path,
        {"id": "s2", "quantity": 7, "speaker": "b", "source": "p", "said_on": "2024-05-01",
         "withdrawn_on": "2024-05-09"},
    )  # fmt: skip
    assert set(log()[seen:]) == {
        ("withdrawn", "s2", date(2024, 5, 9)),
        ("ended", key, date(2024, 5, 9)),
    }


def test_after_an_embargo_the_day_and_the_moment_differ(told: Told, tmp_path: Path) -> None:
    told([{"quantity": 9, "speaker": "a"}])
    late = {"id": "late", "quantity": 7, "speaker": "b", "embargo_until": "2024-06-01"}
    added(tmp_path, late, today=date(2024, 5, 20))
    assert not models.Change.objects.filter(subject="late").exists()
    added(tmp_path, late, today=date(2024, 6, 1))
    change = models.Change.objects.get(subject="late")
    assert change.day == date(2024, 6, 1)
    assert change.at.date() > change.day
