"""Everything that changes what the register holds: one transaction each, with its log entry."""

from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.services.persons import NewPerson, add, add_many, refresh
from repatria.desks.people.services.sources import add_sender, add_source
from repatria.desks.people.services.statements import (
    choose,
    state,
    state_many,
    unchoose,
    withdraw,
)

__all__ = [
    "NewPerson",
    "PeopleError",
    "Stated",
    "add",
    "add_many",
    "add_sender",
    "add_source",
    "choose",
    "refresh",
    "state",
    "state_many",
    "unchoose",
    "withdraw",
]
