"""`repatria record report`: who said what of a day, in text and as JSON."""

from __future__ import annotations

import json

import pytest

from repatria.base.canonical import canonical_bytes


def told(repatria, *arguments):
    done = repatria("record", "report", *arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def leg(report, exchange, giver):
    (found,) = (one for one in report["exchanges"] if one["code"] == exchange)
    (way,) = (one for one in found["legs"] if one["giver"] == giver)
    return way


def text(repatria, *arguments):
    """The report on one line, so that a wrapped sentence can be found."""
    return " ".join(repatria("record", "report", *arguments).out.split())


def test_the_three_kinds_of_nothing_differ_in_word(demo):
    report = told(demo, "--on", "2025-06-14")
    back = leg(report, "E250614R", "UA")["figures"][0]
    assert (back["receiver"]["state"], back["receiver"]["says"]) == ("none", "none")
    assert (back["giver"]["state"], back["giver"]["says"]) == ("not_stated", "not stated")
    living = leg(report, "E250614", "RU")["figures"][0]
    assert (living["receiver"]["state"], living["receiver"]["says"]) == (
        "nothing_found",
        "nothing found",
    )
    assert living["says"] == "no number"
    assert living["grade"] == ""


def test_a_silence_names_who_reports_it_and_a_parity_who_claims_it(demo):
    report = told(demo, "--on", "2025-06-14")
    (silence,) = leg(report, "E250614R", "UA")["figures"][0]["giver"]["silences"]
    assert (silence["who"]["code"], silence["own"]) == ("KSH", True)
    assert silence["where"]["outlet"] == "trtworld.com"
    giver = leg(report, "E250614", "RU")["figures"][0]["giver"]
    assert [one["voice"] for one in giver["equal_claimed_by"]] == ["unnamed"]
    other = told(demo, "--on", "2025-06-15")
    (reported,) = leg(other, "E250615R", "UA")["figures"][0]["giver"]["silences"]
    assert reported["own"] is False
    assert reported["who"]["voice"] == "media"


def test_identity_and_evidence_stand_apart_from_the_count(demo):
    report = told(demo, "--on", "2025-06-14")
    statements = {one["id"]: one for item in report["exchanges"] for one in item["statements"]}
    (identity,) = leg(report, "E250614R", "RU")["identity"]
    assert statements[identity]["identity"] == "on the giver’s word"
    (evidence,) = leg(report, "E250614", "UA")["evidence"]
    shown = statements[evidence]["evidence"]
    assert shown == {
        "kind": "video",
        "shows": "soldiers boarding a bus",
        "place": "Belarus",
        "place_certainty": "reported",
    }


def test_every_reason_comes_as_data_and_as_a_sentence(demo):
    report = told(demo, "--on", "2025-06-09", "--until", "2025-06-16")
    reasons = [
        reason
        for item in report["exchanges"]
        for way in item["legs"]
        for figure in way["figures"]
        for reason in figure["reasons"]
    ]
    reasons += [one for found in report["contradictions"] for one in found["reasons"]]
    assert len(reasons) > 20
    assert all(one["code"] and one["sentence"].endswith(".") for one in reasons)
    assert all("{" not in one["sentence"] for one in reasons)


def test_a_contested_figure_shows_all_that_stand_against_each_other(demo):
    figure = leg(told(demo, "--on", "2025-06-16"), "E250616R", "RU")["figures"][0]
    assert figure["grade"] == "contested"
    assert sorted(figure["says"].split(" | ")) == ["1,245", "1,248"]
    assert figure["gap"] == 3


def test_the_week_of_remains_by_each_side_alone(demo):
    report = told(demo, "--on", "2025-06-11", "--until", "2025-06-16")
    (way,) = (one for one in report["balance"] if (one["giver"], one["track"]) == ("RU", "remains"))
    sums = {side["role"]: (side["low"], side["high"]) for side in way["sides"]}
    assert sums == {"giver": (6060, 6060), "receiver": (6057, 6057)}
    assert all(side["speakers"] for side in way["sides"])
    assert not {"sum", "total"} & way.keys()


@pytest.mark.parametrize(
    ("known", "number", "bound"), [("2025-07-22", False, None), ("2025-07-23", True, 1000)]
)
def test_the_living_as_known_before_and_after_the_first_number(demo, known, number, bound):
    report = told(demo, "--on", "2025-06-09", "--until", known, "--as-known", known)
    way = next(one for one in report["balance"] if (one["giver"], one["track"]) == ("RU", "living"))
    receiver = next(side for side in way["sides"] if side["role"] == "receiver")
    assert way["party_number"] is number
    assert receiver["lower_bound"] == bound
    (dozens,) = way["others"]
    assert "dozens" in dozens["says"]
    assert dozens["both_together"]
    assert ("No party gives a number." in text(demo, "--on", "2025-06-09", "--until", known,
                                               "--as-known", known)) is not number  # fmt: skip


def test_ordinals_are_checked_against_the_exchanges_known(demo):
    report = told(demo, "--on", "2025-06-14")
    outcomes = {
        (item["statement"]["says"], check["outcome"], check["low"])
        for item in report["periods"]
        for check in item["checks"]
        if check["what"] == "ordinal"
    }
    assert {("4", "fits", 4), ("3", "differs", 4)} <= outcomes


def test_what_was_not_known_is_not_told(demo):
    early = told(demo, "--on", "2025-06-14", "--as-known", "2025-06-13")
    assert early["exchanges"] == []
    assert early["as_known"] == "2025-06-13"
    assert "No exchange is known on these days." in text(
        demo, "--on", "2025-06-14", "--as-known", "2025-06-13"
    )


def test_a_day_without_anything(demo):
    report = told(demo, "--on", "1999-01-01")
    assert report["exchanges"] == report["balance"] == report["contradictions"] == []


def test_json_is_canonical(demo):
    done = demo("record", "report", "--on", "2025-06-14", "--json")
    assert done.out.encode() == canonical_bytes(json.loads(done.out)) + b"\n"


def test_the_text_says_what_the_data_say(demo):
    shown = text(demo, "--on", "2025-06-14")
    for words in (
        "Russia → Ukraine, remains: 1,200 bodies [corroborated]",
        "Ukraine → Russia, remains: none [single]",
        "Ukraine (receiver): nothing found",
        "Ukraine (giver): not stated; Coordination Headquarters",
        "equal numbers are claimed, without a number, by: Unnamed source",
        "[unnamed]",
        "identity: on the giver’s word",
        "evidence: video, said to show: soldiers boarding a bus; place: Belarus (as reported)",
        "Sources differ on who said it.",
        "3 in 9–15 June 2025, but 4 exchanges are known.",
        "No party gives a number.",
        "never added across sides",
    ):
        assert words in shown


def test_lines_stay_within_a_hundred_columns(demo):
    lines = demo("record", "report", "--on", "2025-05-01", "--until", "2025-08-31").out.splitlines()
    long = [line for line in lines if len(line) > 100]
    assert not [line for line in long if len(line.split()) > 1 and set(line) != {"="}]


@pytest.mark.parametrize(
    ("arguments", "because"),
    [
        (("--on", "2025-02-30"), "is not a day of the calendar"),
        (("--on", "2025-06"), "is no single day"),
        (("--on", "14 June"), "is not a date"),
        (("--on", "2025-06-14", "--until", "2025-06-01"), "--until lies before --on"),
        ((), "--on"),
    ],
)
def test_a_wrong_day_is_a_usage_error(demo, arguments, because):
    done = demo("record", "report", *arguments)
    assert done.code == 2
    assert because in done.err
