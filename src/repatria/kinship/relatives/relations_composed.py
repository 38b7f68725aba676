"""Puts the words of a label together into relations: noun, qualifiers, whose relative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from repatria.base.errors import ValueProblem
from repatria.kinship.relatives.relation_vocabulary import DIRECT, NO_BLOOD
from repatria.kinship.relatives.relation_vocabulary import Qualifier as Says
from repatria.kinship.relatives.relations import SELF, UNRELATED, Kind, Relation, expand

TAKEN_AS_FULL = "a sibling of whom nothing else is said is taken as one of both parents"
ASK_TWIN = "leaves open whether the twin is identical (monozygotic) or fraternal (dizygotic)"
ASK_CHILD = (
    "leaves open whether the child is the missing person's too; write son, daughter or stepchild"
)
_NOT_TOGETHER = "puts words together that do not go together"

# What a noun becomes under “двоюрідний” and “троюрідний”: nouns of a degree further.
_COUSINS: Mapping[Says, Mapping[str, str]] = {
    Says.COUSIN: {
        "B": "PGS", "Z": "PGD", "G": "PGC", "PB": "PPGS", "PZ": "PPGD", "PF": "PPB", "PM": "PPZ",
        "GS": "PGCS", "GD": "PGCD", "CS": "GCS", "CD": "GCD",
    },
    Says.SECOND_COUSIN: {"B": "PPGCS", "Z": "PPGCD", "G": "PPGCC"},
}  # fmt: skip
# Which open step of the way a word settles, and how.
_THROUGH: Mapping[Says, tuple[str, str]] = {
    Says.THROUGH_BROTHER: (r"G(?=.)", "B"),
    Says.THROUGH_SISTER: (r"G(?=.)", "Z"),
    Says.THROUGH_SON: (r"C(?=.)", "S"),
    Says.THROUGH_DAUGHTER: (r"C(?=.)", "D"),
}
_SIDES: Mapping[Says, tuple[str, str]] = {Says.FATHERS: ("F", "p"), Says.MOTHERS: ("M", "m")}
_SAME: Mapping[Says, str] = {Says.HALF: "h", Says.SAME_FATHER: "p", Says.SAME_MOTHER: "m"}
_SIBLING = re.compile(r"(?<![hpm])(?=[BZG])")
_SIBLING_ALONE = re.compile(r"[BZG]")
_TWINS = frozenset({Says.TWIN, Says.IDENTICAL, Says.FRATERNAL})


class Unclear(Exception):
    """Words that make no relation together; the text says why, without the label."""


def compose(
    nouns: Sequence[str],
    qualifiers: frozenset[Says],
    genitives: Sequence[str] = (),
    possessives: Sequence[str] = (),
) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    """The relations that the words can mean together, and notes on what was taken as usual.

    Genitives stand in the order of the label, nearest the noun first; possessives the other way
    round. Raises `Unclear`.
    """
    if not nouns and qualifiers & _TWINS:
        nouns = ["G"]
    if len(set(nouns)) != 1 or (genitives and possessives):
        raise Unclear("names no relation" if not nouns else _NOT_TOGETHER)
    noun = nouns[0]
    owners = [*reversed(genitives), *possessives]
    if noun == NO_BLOOD or Says.NO_BLOOD in qualifiers:
        return (UNRELATED,), ()
    if noun == DIRECT:
        if owners or qualifiers - {Says.SAYS_NOTHING}:
            raise Unclear(_NOT_TOGETHER)
        return (SELF,), ()
    path = "".join((*owners, _further(noun, qualifiers)))
    if qualifiers & _TWINS:
        return _twin(path, qualifiers)
    pattern, bare = _qualified(_shortened(path), qualifiers)
    if set("HWE") & set(pattern) and len(pattern) > 1:
        if re.search("[HWE][SDC]", pattern):
            raise Unclear(ASK_CHILD)
        return (UNRELATED,), ()
    try:
        return expand(pattern), (TAKEN_AS_FULL,) if bare else ()
    except ValueProblem:
        raise Unclear(_NOT_TOGETHER) from None


def _further(noun: str, qualifiers: frozenset[Says]) -> str:
    for degree in qualifiers & _COUSINS.keys():
        if noun not in _COUSINS[degree]:
            raise Unclear(_NOT_TOGETHER)
        noun = _COUSINS[degree][noun]
    return noun


def _shortened(path: str) -> str:
    """A sibling's parent is the parent, a child's parent the partner."""
    path = re.sub(r"(?<![hpm])[BZG](?=[FMP])", "", path)
    partner = {"F": "H", "M": "W"}
    return re.sub(r"^[SDC]([FM])$", lambda found: partner[found[1]], path)


def _twin(path: str, qualifiers: frozenset[Says]) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    beside = qualifiers - _TWINS - {Says.FULL, Says.SAYS_NOTHING}
    both = {Says.IDENTICAL, Says.FRATERNAL} <= qualifiers
    if not _SIBLING_ALONE.fullmatch(path) or beside or both:
        raise Unclear(_NOT_TOGETHER)
    if Says.IDENTICAL in qualifiers:
        return (Relation(path, Kind.TWIN),), ()
    if Says.FRATERNAL in qualifiers:
        return (Relation(path),), ()
    raise Unclear(ASK_TWIN)


def _qualified(pattern: str, qualifiers: frozenset[Says]) -> tuple[str, bool]:
    """The pattern with its qualifiers, and whether it is a sibling of whom nothing was said."""
    full = Says.FULL in qualifiers
    for qualifier, side in _SAME.items():
        if qualifier in qualifiers:
            if full or not _SIBLING.search(pattern):
                raise Unclear(_NOT_TOGETHER)
            pattern = _SIBLING.sub(side, pattern, count=1)
    for qualifier, (open_step, settled) in _THROUGH.items():
        if qualifier in qualifiers:
            if not re.search(open_step, pattern):
                raise Unclear(_NOT_TOGETHER)
            pattern = re.sub(open_step, settled, pattern, count=1)
    for qualifier, (parent, side) in _SIDES.items():
        if qualifier in qualifiers:
            pattern = _on_side(pattern, parent, side, full)
    bare = bool(_SIBLING_ALONE.fullmatch(pattern)) and not full
    return pattern, bare


def _on_side(pattern: str, parent: str, side: str, full: bool) -> str:
    if pattern.startswith("P") and len(pattern) > 1:
        return parent + pattern[1:]
    if "h" in pattern:
        return pattern.replace("h", side, 1)
    if _SIBLING_ALONE.fullmatch(pattern) and not full:
        return side + pattern
    if pattern.startswith((parent, side)):
        return pattern
    raise Unclear(_NOT_TOGETHER)
