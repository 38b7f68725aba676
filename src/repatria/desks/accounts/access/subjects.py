"""The kinds of things that the access log tells about: each desk makes its own known, with who may
see one and where its page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from repatria.desks.accounts.access.acts import REFUSED, SUBJECT_WORDS
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Somebody

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _no_address(_subject: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """`may_view` says whether somebody may see this one now; whoever may, may also see who looked
    at it. `exists` says whether a code is one at all: what somebody typed into an address is kept
    in the log as it stands only where it is."""

    name: str
    words: str | _StrPromise
    may_view: Callable[[Somebody, str], bool]
    address: Callable[[str], str] = _no_address
    exists: Callable[[str], bool] | None = None


_KINDS: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> SubjectKind:
    """Make a kind known. Raises ValueError where another one has its name."""
    if _KINDS.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of subjects are called {kind.name}")
    return kind


def forget(name: str) -> None:
    """For tests that bring kinds of their own."""
    _KINDS.pop(name, None)


def known(name: str) -> SubjectKind | None:
    return _KINDS.get(name)


def held(name: str, subject: str) -> bool:
    """Whether this is a subject, and not only what somebody typed: its desk says so, or the log has
    it from somebody who was shown it."""
    kind = _KINDS.get(name)
    if kind is not None and kind.exists is not None:
        return kind.exists(subject)
    known = Trace.objects.filter(subject_type=name, subject=subject)
    return known.exclude(action=REFUSED).exists()


def words(name: str) -> str:
    """What a kind is called; one that nobody has made known, by its name."""
    found = _KINDS.get(name)
    return str(found.words if found else SUBJECT_WORDS.get(name, name))
