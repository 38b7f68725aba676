"""`repatria record check`: all that contradicts, all that was checked; and the verdicts anew."""

from __future__ import annotations

import json

from cli_running import stored

from repatria.desks.record import models, services


def told(repatria, *arguments):
    return json.loads(repatria("record", "check", "--json", *arguments).out)


def test_contradictions_are_a_state_and_no_error(demo):
    done = demo("record", "check")
    assert done.code == 0
    assert "contradictions: " in done.out
    assert "Giver and receiver differ by 3" in done.out


def test_every_finding_that_holds_is_told_once(demo):
    report = told(demo)
    held = models.Finding.objects.filter(until=None).exclude(kind="carried")
    keys = [one["key"] for one in report["contradictions"]]
    assert sorted(keys) == sorted(held.values_list("key", flat=True))
    assert sum(report["by_kind"].values()) == len(keys)


def test_a_gap_carried_into_the_totals_is_one_disagreement(demo):
    report = told(demo)
    (between,) = (one for one in report["contradictions"] if one["kind"] == "between_sides")
    assert [place["exchange"] for place in between["legs"]] == ["E250616R"]
    (carried,) = between["carried"]
    assert "It is one disagreement, not two." in carried["sentence"]


def test_a_speaker_who_uses_the_other_sides_sum_differs_inside_its_own(demo):
    (inside,) = (one for one in told(demo)["contradictions"] if one["kind"] == "inside_side")
    assert {one["who"]["party"] for one in inside["statements"]} == {"UA"}


def test_every_total_and_ordinal_that_was_checked_is_told(demo):
    report = told(demo)
    checked = set(models.Check.objects.filter(until=None).values_list("claim", flat=True))
    assert {item["statement"]["id"] for item in report["checked"]} == checked
    assert sum(report["by_outcome"].values()) == models.Check.objects.filter(until=None).count()


def test_as_known_on_a_day(demo):
    assert told(demo, "--as-known", "2025-06-13")["as_known"] == "2025-06-13"
    before, after = (
        {one["kind"] for one in told(demo, "--as-known", day)["contradictions"]}
        for day in ("2025-06-13", "2025-06-16")
    )
    assert "between_sides" not in before
    assert "between_sides" in after


def test_rebuilding_changes_no_verdict(demo):
    before = demo("record", "check", "--json").out
    report = demo("record", "report", "--on", "2025-05-01", "--until", "2025-08-31", "--json").out
    statements = stored()["Claim"]
    models.Finding.objects.all().delete()
    models.LegState.objects.all().delete()
    models.Check.objects.all().delete()
    done = demo("record", "rebuild")
    assert done.code == 0
    assert "Every verdict is computed anew." in done.out
    assert demo("record", "check", "--json").out == before
    again = demo("record", "report", "--on", "2025-05-01", "--until", "2025-08-31", "--json").out
    assert again == report
    assert stored()["Claim"] == statements


def test_ctrl_c_leaves_the_verdicts_as_they_were(demo, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    before = stored()
    monkeypatch.setattr(services, "rebuild_readings", interrupted)
    done = demo("record", "rebuild")
    assert done.code == 130
    assert "the verdicts are as they were" in done.err
    assert stored() == before
