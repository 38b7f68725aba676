"""The fields of a version in words: what each is called in the form, what its code stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from repatria.desks.press.claim_fields import NAMES, Fields, listed
from repatria.desks.press.claim_form import ClaimForm
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import FIELDS


def told(fields: Fields, names: Names) -> list[tuple[str, str]]:
    """Labels and words, in the order of the form's names."""
    say = _words(names)
    return [
        (str(ClaimForm.base_fields[name].label), say.get(name, str)(fields[name]))
        for name in NAMES
        if fields.get(name)
    ]


def _words(names: Names) -> Mapping[str, Callable[[str], str]]:
    def word(code: str) -> str:
        return str(labels.WORDS.get(code, code))

    def yes(_: str) -> str:
        return gettext("yes")

    return {
        "kind": lambda code: str(labels.CLAIM_KINDS.get(code, code)),
        "unit": word,
        "category": word,
        "speaker_voice": word,
        "giver": names.party,
        "receiver": names.party,
        "speaker_party": names.party,
        "speaker": names.speaker,
        "both": yes,
        "relay": yes,
        "per": lambda _: gettext("both sides together"),
        "silent": lambda text: ", ".join(names.party(code) for code in listed(text)),
        "uncertain": lambda text: ", ".join(str(FIELDS.get(one, one)) for one in listed(text)),
    }
