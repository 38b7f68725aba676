"""A sentence with its places filled in, kept apart from its language until somebody reads it.

A phrase holds an English template and what goes into its places: a number, a code, or another
phrase. A desk renders it with its own translation of every template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from repatria.base.messages import message


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template of `base.messages.message` and the values of its places."""

    template: str
    params: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return render(self)


Value = str | int | Phrase


def say(template: str, **params: Value) -> Phrase:
    """A phrase of a template; the places are given by name."""
    return Phrase(template, tuple(params.items()))


def render(phrase: Phrase, translate: Callable[[str], str] = str) -> str:
    """The text; `translate` turns each template into the reader's language. English without it."""
    values = {
        place: render(value, translate) if isinstance(value, Phrase) else value
        for place, value in phrase.params
    }
    return translate(phrase.template).format(**values)


def chain(template: str, phrases: tuple[Phrase, ...]) -> Phrase:
    """One phrase of several, two by two, with a template of the places `first` and `second`."""
    first, *others = phrases
    for other in others:
        first = say(template, first=first, second=other)
    return first


def listed(phrases: tuple[Phrase, ...]) -> Phrase:
    """Several phrases behind one another, with commas between."""
    return chain(message("{first}, {second}"), phrases)
