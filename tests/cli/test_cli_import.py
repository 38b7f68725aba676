"""`repatria record import`: whole or not at all, and twice is once."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from cli_running import DEMO_STATEMENTS, stored

from repatria.cli import progress
from repatria.desks.record import models

MINIMAL = """\
format: repatria-statements/1
parties:
- {code: A, name: Land A}
- {code: B, name: Land B}
speakers:
- {code: a, name: Office of A, voice: party, party: A}
sources:
- {key: s, title: A page}
exchanges:
- {code: X, date: 2024-05-01, title: First, track: remains}
statements:
- {id: one, kind: count, exchange: X, from: A, to: B, category: remains, quantity: 12,
   speaker: a, source: s, said_on: 2024-05-01}
"""


def test_the_demonstration_is_taken_in_with_a_receipt(repatria):
    done = repatria("record", "import", "--demo")
    assert done.code == 0
    assert "statements-2025-summer.yaml: taken in" in done.out
    assert f"statements, new: {DEMO_STATEMENTS}" in done.out
    assert models.Intake.objects.get().digest in done.out
    assert models.Claim.objects.count() == DEMO_STATEMENTS


def test_the_same_file_twice_changes_nothing(repatria):
    repatria("record", "import", "--demo")
    before = stored()
    done = repatria("record", "import", "--demo")
    assert done.code == 0
    assert "nothing in it is new" in done.out
    assert f"held already: {DEMO_STATEMENTS}" in done.out
    assert stored() == before


def test_dry_run_reads_everything_and_changes_nothing(repatria):
    before = stored()
    done = repatria("record", "import", "--demo", "--dry-run")
    assert done.code == 0
    assert "checked, nothing changed" in done.out
    assert f"would be {DEMO_STATEMENTS}" in done.out
    assert stored() == before


def test_a_file_of_ones_own(repatria, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(MINIMAL, "utf-8")
    done = repatria("record", "import", file)
    assert done.code == 0
    assert "parties, speakers, sources, agreements, exchanges, new: 5" in done.out
    assert models.Claim.objects.get().code == "one"


def test_a_withdrawal_is_counted_as_one(repatria, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(MINIMAL, "utf-8")
    repatria("record", "import", file)
    file.write_text(MINIMAL.replace("said_on: 2024-05-01}", "said_on: 2024-05-01,\n"
                                    "   withdrawn_on: 2024-05-09}"), "utf-8")  # fmt: skip
    done = repatria("record", "import", file)
    assert "statements, withdrawn now: 1" in done.out
    assert "statements, new: 0" in done.out


def test_what_is_under_an_embargo_is_left_out_and_counted(repatria, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(MINIMAL.replace("said_on: 2024-05-01}", "said_on: 2024-05-01,\n"
                                    "   embargo_until: 2999-05-09}"), "utf-8")  # fmt: skip
    done = repatria("record", "import", file)
    assert done.code == 0
    assert "statements, new: 0" in done.out
    assert "statements under an embargo, left out: 1 (the first ends on 2999-05-09;" in done.out
    assert not models.Claim.objects.exists()


def test_other_words_under_the_same_id_are_refused(repatria, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(MINIMAL, "utf-8")
    repatria("record", "import", file)
    before = stored()
    file.write_text(MINIMAL.replace("quantity: 12", "quantity: 13"), "utf-8")
    done = repatria("record", "import", file)
    assert done.code == 1
    assert "own.yaml, field id: one is held with other content" in done.err
    assert "supersedes" in done.err
    assert stored() == before


@pytest.mark.parametrize("arguments", [(), ("some.yaml", "--demo")])
def test_one_file_is_named_not_none_and_not_two(repatria, arguments):
    done = repatria("record", "import", *arguments)
    assert done.code == 2
    assert "name a file, or --demo, and not both" in done.err


@pytest.mark.parametrize("stage", ["reading", "storing", "grading"])
def test_ctrl_c_leaves_nothing_half_done_and_says_so(repatria, monkeypatch, stage):
    @contextmanager
    def interrupted():
        def told(done, total, now):
            if now == stage and (done or not total):
                raise KeyboardInterrupt

        yield told

    before = stored()
    monkeypatch.setattr(progress, "shown", interrupted)
    done = repatria("record", "import", "--demo")
    assert done.code == 130
    assert "Stopped; nothing was taken in." in done.err
    assert stored() == before


def test_ctrl_c_after_the_last_step_does_not_claim_that_nothing_happened(repatria, monkeypatch):
    from repatria.desks.record import services

    take_in = services.import_file

    def too_late(*arguments, **named):
        take_in(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "import_file", too_late)
    done = repatria("record", "import", "--demo")
    assert done.code == 130
    assert "Stopped; the file is in whole." in done.err
    assert models.Claim.objects.count() == DEMO_STATEMENTS
