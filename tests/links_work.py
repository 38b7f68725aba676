"""Records for tests of links, and a linking run carried out by a worker."""

from __future__ import annotations

from typing import Any

from repatria.desks.accounts.models import User
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.people import services
from repatria.desks.people.models import Candidate, LinkRun, Person, SourceKind
from repatria.desks.people.services import linking

BASE = {
    "surname": "Жолнерчик", "given": "Остап", "patronymic": "Миколайович", "birth": "1987-06-14",
    "birthplace": "с. Рокитне, Київська обл.", "unit": "72 ОМБр", "sex": "male",
}  # fmt: skip
"""A made-up man whose names are rare."""
PURPOSE = {"purpose": "correction"}


def told(by: User, **values: Any) -> Person:
    """A record of `BASE` with other values, from a source of its own; `None` leaves one out."""
    said = {key: value for key, value in {**BASE, **values}.items() if value is not None}
    source = services.add_source(by, SourceKind.LIST, "exchange")
    return services.add(source, by, said)


def run(by: User, **asked: Any) -> LinkRun:
    """A run asked for and carried out."""
    asked_for = linking.ask(by, **asked)
    Worker().run_next()
    asked_for.refresh_from_db()
    job = Job.objects.get(pk=asked_for.job)
    assert job.state == Job.State.DONE, (job.state, job.error)
    return asked_for


def proposed(by: User) -> set[frozenset[str]]:
    """The pairs, by their codes, that the run of somebody's party proposes."""
    rows = Candidate.objects.filter(run__party=by.party_id, gate="")
    return {frozenset(pair) for pair in rows.values_list("one__code", "other__code")}


def row_of(person: Person) -> dict[str, Any]:
    """Everything that the store holds of a record in its own row."""
    return Person.objects.filter(pk=person.pk).values().get()
