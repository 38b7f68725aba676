"""The difference of two names that has the shape of kinship.

Lists of one place hold brothers in one unit, and fathers with sons. Their names agree in all but
what tells them apart, which is why a matcher that adds up likeness joins them.
"""

from __future__ import annotations

from repatria.base.messages import message
from repatria.names.keys import main_key
from repatria.names.levels import Level
from repatria.names.model import Part, Reading, Sex, Verdict
from repatria.names.patronymics import patronymic
from repatria.names.reasons import reason

PARENT = message("“{patronymic}” is made of “{given}”: they could be father and child.")
FATHER_AND_SON = message("“{patronymic}” is made of “{given}”: they could be father and son.")
BROTHERS = message("Surname and patronymic agree, the given names do not: they could be brothers.")
SISTERS = message("Surname and patronymic agree, the given names do not: they could be sisters.")
SIBLINGS = message(
    "Surname and patronymic agree, the given names do not: they could be brother and sister."
)

_FULL = frozenset({Level.SAME, Level.VARIANT, Level.SPELLING})


def relatives(left: Reading, right: Reading, levels: tuple[Level, ...]) -> Verdict | None:
    """What kin two people could be, by the levels of surname, given name and patronymic; `None`
    where the surnames do not agree, nothing is contradicted, or the shape is another."""
    surname, given, father = levels
    if surname not in _FULL or Level.CONTRADICTED not in (given, father):
        return None
    for child, parent in ((left, right), (right, left)):
        if made_of(child.patronymic, parent.given):
            assert child.patronymic is not None
            assert parent.given is not None
            return Verdict(
                "relation",
                Level.CONTRADICTED,
                reason(
                    FATHER_AND_SON if child.sex is Sex.MALE else PARENT,
                    patronymic=child.patronymic.written,
                    given=parent.given.written,
                ),
            )
    if given is Level.CONTRADICTED and father in _FULL:
        return Verdict("relation", Level.CONTRADICTED, reason(_siblings(left.sex, right.sex)))
    return None


def made_of(patronymic_part: Part | None, given: Part | None) -> bool:
    """Whether a patronymic is made of a given name, in any two languages.

    The lemmas of a patronymic hold those of the father's name; where the dictionaries do not know
    him, the names that its ending leaves open are compared by their keys.
    """
    if patronymic_part is None or given is None or patronymic_part.initial or given.initial:
        return False
    if any(lemma in given.lemmas for lemma in patronymic_part.lemmas):
        return True
    if given.lemmas and patronymic_part.lemmas:
        return False
    found = patronymic(patronymic_part.texts[0])
    return found is not None and any(main_key(name) in given.keys for name in found.fathers)


def _siblings(left: Sex, right: Sex) -> str:
    women = (left, right).count(Sex.FEMALE)
    return (BROTHERS, SIBLINGS, SISTERS)[women]
