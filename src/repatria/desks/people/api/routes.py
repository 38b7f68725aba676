"""The register's operations, in the order in which the interface tells of them: a module makes its
own known when it is imported."""

# isort: off
from repatria.desks.people.api import search as _search  # noqa: F401
from repatria.desks.people.api import dossier as _dossier  # noqa: F401
from repatria.desks.people.api import statements as _statements  # noqa: F401
from repatria.desks.people.api import lists as _lists  # noqa: F401
from repatria.desks.people.api import handing_in as _handing_in  # noqa: F401
from repatria.desks.people.api import cards as _cards  # noqa: F401
from repatria.desks.people.api import words as _words  # noqa: F401
from repatria.desks.people.api import alarms as _alarms  # noqa: F401
from repatria.desks.people.api import links as _links  # noqa: F401
from repatria.desks.people.api import judging as _judging  # noqa: F401
from repatria.desks.people.api.common import routes

__all__ = ["routes"]
