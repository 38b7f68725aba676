"""A linking run as a job: what it proposes, what it keeps apart, and that it is done once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from links_work import proposed, run, told
from people import member, party
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs import Cancelled, Context, LeaseLost, cancel
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.people.models import Candidate, Judgement, LinkRun
from repatria.desks.people.queries import links as held_links
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import linking, linking_run
from repatria.desks.people.services.judging import judge
from repatria.names.linking import weighing


def test_one_person_in_two_spellings_is_proposed_with_what_each_field_adds(clerk: User) -> None:
    one = told(clerk)
    other = told(clerk, surname="Жолнерчик", given="Остап", patronymic="Николаевич")
    told(clerk, surname="Бондаренко", given="Іван", birth="1990-02-03", birthplace="Одеса")
    found = run(clerk)
    assert proposed(clerk) == {frozenset({one.code, other.code})}
    held = Candidate.objects.get()
    assert held.weight >= linking.THRESHOLD
    assert held.levels["birth"][0] == "same"
    assert held.levels["patronymic"][0] in {"variant", "spelling"}
    assert held.levels["surname"][2] > held.levels["sex"][2]
    assert found.counts == {"people": 3, "proposed": 1, "held": 0}
    assert found.settings["trained"] is False
    assert found.finished_at is not None


def test_a_run_again_proposes_the_same_and_replaces_what_stood(clerk: User) -> None:
    told(clerk)
    told(clerk)
    first = run(clerk)
    before = list(Candidate.objects.values("one", "other", "weight", "levels", "gate"))
    second = run(clerk)
    assert list(Candidate.objects.values("one", "other", "weight", "levels", "gate")) == before
    assert set(Candidate.objects.values_list("run", flat=True)) == {second.pk} != {first.pk}


def test_a_job_that_is_begun_again_after_it_was_done_changes_nothing(clerk: User) -> None:
    told(clerk)
    told(clerk)
    done = run(clerk)
    held = set(Candidate.objects.values_list("pk", flat=True))
    linking_run.carry_out(_Context(), done.code)
    assert set(Candidate.objects.values_list("pk", flat=True)) == held


def test_a_second_asking_gets_the_run_that_waits(clerk: User) -> None:
    first = linking.ask(clerk)
    assert linking.ask(clerk) == first
    assert LinkRun.objects.count() == Job.objects.count() == 1
    run(clerk)
    assert linking.ask(clerk) != first


def test_a_cancelled_run_leaves_what_stood_before(clerk: User) -> None:
    told(clerk)
    told(clerk)
    run(clerk)
    held = set(Candidate.objects.values_list("pk", flat=True))
    asked = linking.ask(clerk)
    assert asked.job is not None
    cancel(asked.job)
    assert not Worker().run_next()
    assert set(Candidate.objects.values_list("pk", flat=True)) == held


STAGES = [
    linking_run.READING, linking_run.TRAINING, linking_run.WEIGHING, linking_run.STORING,
]  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_it_can_be_cancelled_at_every_stage(clerk: User, stage: str) -> None:
    told(clerk)
    told(clerk)
    asked = linking.ask(clerk)
    with pytest.raises(Cancelled):
        linking_run.carry_out(_Context(stop_at=stage), asked.code)
    assert not Candidate.objects.exists()
    asked.refresh_from_db()
    assert asked.finished_at is None


def test_progress_is_told_at_every_stage(clerk: User) -> None:
    told(clerk)
    told(clerk)
    context = _Context()
    linking_run.carry_out(context, linking.ask(clerk).code)
    stages = list(dict.fromkeys(stage for _done, _total, stage in context.heard))
    assert stages == STAGES
    assert (2, 2, linking_run.READING) in context.heard


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch, clerk: User) -> None:
    """Four records of one man, six pairs, one stored at a time."""
    monkeypatch.setattr(linking_run, "_STORED", 1)
    for _each in range(4):
        told(clerk)


@pytest.mark.usefixtures("in_small_parts")
def test_pairs_are_stored_part_by_part_and_seen_all_at_once(clerk: User) -> None:
    seen: list[int] = []

    class Looking(_Context):
        def progress(self, done: int, total: int, stage: str = "") -> None:
            seen.append(held_links.candidates(clerk).count())
            super().progress(done, total, stage)

    asked, context = linking.ask(clerk), Looking()
    linking_run.carry_out(context, asked.code)
    assert context.parts == 6, "six transactions, each of one pair"
    assert set(seen) == {0}, "nobody is shown a run before its last commit"
    assert held_links.candidates(clerk).count() == 6


@pytest.mark.usefixtures("in_small_parts")
def test_the_run_before_is_shown_until_the_new_one_is_done(clerk: User) -> None:
    first = run(clerk)
    pair = Candidate.objects.values_list("one", "other")[0]
    asked = linking.ask(clerk)
    with pytest.raises(LeaseLost):
        linking_run.carry_out(_Context(linking_run.STORING, 3, LeaseLost("gone")), asked.code)
    assert Candidate.objects.filter(run=asked).count() == 3
    assert held_links.latest_run(clerk) == first
    assert {each.run for each in held_links.candidates(clerk)} == {first}
    found = held_links.candidate_of(clerk, *pair)
    assert found is not None
    assert found.run == first


@pytest.mark.usefixtures("in_small_parts")
def test_what_a_dead_run_left_goes_when_the_next_one_stores(clerk: User) -> None:
    asked = linking.ask(clerk)
    with pytest.raises(LeaseLost):
        linking_run.carry_out(_Context(linking_run.STORING, 3, LeaseLost("gone")), asked.code)
    assert not held_links.candidates(clerk).exists()
    linking_run.carry_out(_Context(), asked.code)
    assert Candidate.objects.filter(run=asked).count() == Candidate.objects.count() == 6


@pytest.mark.usefixtures("in_small_parts")
@pytest.mark.parametrize("by", [Cancelled("stop"), RuntimeError("a fault")], ids=repr)
def test_a_run_that_is_stopped_while_it_stores_leaves_nothing(
    clerk: User, by: BaseException
) -> None:
    first = run(clerk)
    asked = linking.ask(clerk)
    with pytest.raises(type(by)):
        linking_run.carry_out(_Context(linking_run.STORING, 3, by), asked.code)
    assert set(Candidate.objects.values_list("run", flat=True)) == {first.pk}


@pytest.mark.parametrize("count", [0, 1])
def test_a_register_with_nobody_to_compare_has_nothing_to_propose(clerk: User, count: int) -> None:
    for _each in range(count):
        told(clerk)
    assert run(clerk).counts == {"people": count, "proposed": 0, "held": 0}


def test_a_run_sees_what_its_asker_may_see(clerk: User) -> None:
    theirs = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    ours = told(clerk)
    told(theirs)
    assert run(clerk).counts["people"] == 1
    office = member(Role.EXCHANGE_DESK)
    assert run(office).counts == {"people": 2, "proposed": 1, "held": 0}
    assert proposed(clerk) == set()
    assert any(ours.code in pair for pair in proposed(office))


def test_who_may_not_judge_may_not_ask_and_a_role_that_ended_ends_the_run(clerk: User) -> None:
    with pytest.raises(Refused):
        linking.ask(member(Role.DECIDING_AUTHORITY))
    asked = linking.ask(clerk)
    clerk.grants.all().delete()
    Worker().run_next()
    assert Job.objects.get(pk=asked.job).state == Job.State.FAILED


def test_a_threshold_is_a_number_of_bits(clerk: User) -> None:
    assert linking.THRESHOLD == weighing.THRESHOLD
    for wrong in (-1.0, 61.0, float("nan")):
        with pytest.raises(PeopleError):
            linking.ask(clerk, threshold=wrong)
    told(clerk)
    told(clerk)
    assert run(clerk, threshold=60.0).counts["proposed"] == 0


def test_a_run_leaves_judgements_and_is_noted(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    run(clerk)
    judged = judge(one, other, "same", clerk)
    run(clerk)
    assert Judgement.objects.get() == judged
    assert Trace.objects.filter(subject_type="link_run", action="judge").count() == 2


class _Context(Context):
    """Stands for a job's context: hears the progress, and may be told to stop."""

    def __init__(self, stop_at: str = "", after: int = 0, by: BaseException | None = None) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self.stop_at, self.after, self.by = stop_at, after, by or Cancelled()
        self.parts = 0
        self.committed = False

    def progress(self, done: int, total: int, stage: str = "") -> None:
        if stage == self.stop_at and done >= self.after:
            raise self.by
        self.heard.append((done, total, stage))

    @contextmanager
    def unseen(self) -> Iterator[None]:
        self.parts += 1
        yield

    @contextmanager
    def commit(self) -> Iterator[Any]:
        yield self
