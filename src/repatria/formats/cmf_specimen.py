"""One specimen of a CMF file: what it says, and the profile that is made of its loci."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.cmf_observation import observation_of, on_ladder
from repatria.formats.cmf_words import CATEGORIES, LATER_LOCI, LENGTHS, LOCI, Role
from repatria.formats.cmf_xml import Element
from repatria.formats.guards import clean_text
from repatria.formats.problems import shown
from repatria.formats.reading import place
from repatria.kinship.alleles import OFF_LADDER
from repatria.kinship.known_markers import AMELOGENIN, known_name
from repatria.kinship.profile import Observation, Profile, observed

Note = Callable[[int | None, str, Sentence], None]
"""Takes the line, the place ("sample S1, marker FGA") and what is to be said."""

_KNOWN = frozenset({"SPECIMENID", "SPECIMENCATEGORY", "SPECIMENCOMMENT", "LOCUS"})
_KNOWN_IN_LOCUS = frozenset({"LOCUSNAME", "READINGBY", "READINGDATETIME", "ALLELE"})
_CATEGORY = {name.casefold(): name for name in CATEGORIES}
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class CmfTyping:
    """Who read one locus, when, and with which kit. `at` is None where no time can be read."""

    by: str = ""
    at: datetime | None = None
    kit: str = ""
    batch: str = ""


@dataclass(frozen=True)
class CmfSpecimen:
    """One specimen. `partial` says that its laboratory holds the profile for incomplete;
    `source_id` is the attribute SOURCEID, "" where it is not there."""

    profile: Profile
    category: str
    case: str = ""
    partial: bool = False
    comment: str = ""
    source_id: str = ""
    typings: Mapping[str, CmfTyping] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    """By marker."""

    def __str__(self) -> str:
        partial = ", partial" if self.partial else ""
        return f"{self.profile} [{self.category}{partial}]"


class _LeftOutError(Exception):
    """The specimen cannot be used: line, marker or "", and why."""

    def __init__(self, line: int, marker: str, why: Sentence) -> None:
        super().__init__(why)
        self.line, self.marker, self.why = line, marker, why


def specimen_of(element: Element, note: Note) -> CmfSpecimen | None:
    """The specimen of an element, else None with a note that names it and says why."""
    named = element.first("SPECIMENID")
    sample = named.text if named is not None else ""
    try:
        return _specimen(element, sample, note)
    except _LeftOutError as error:
        where = place(shown(sample) or "without a name", error.marker)
        note(error.line, where, sentence("{why}; the specimen was left out", why=error.why))
    return None


def _specimen(element: Element, sample: str, note: Note) -> CmfSpecimen:
    if len(list(element.all("SPECIMENID"))) != 1 or not sample:
        raise _LeftOutError(element.line, "", sentence("a specimen has exactly one SPECIMENID"))
    where = place(shown(sample))
    category = _category(element)
    comment = element.first("SPECIMENCOMMENT")
    texts = (sample, element.attributes.get("CASEID", ""), comment.text if comment else "")
    try:
        _, case, remark = (clean_text(text, 20_000) for text in texts)
    except ValueProblem as problem:
        raise _LeftOutError(element.line, "", problem.sentence) from None
    if len(sample) > LENGTHS["SPECIMENID"][1]:
        most = LENGTHS["SPECIMENID"][1]
        note(element.line, where, sentence("SPECIMENID is longer than {most} signs", most=most))
    partial = _BOOLEANS.get(element.attributes.get("PARTIAL", "").strip().lower())
    if partial is None:
        note(
            element.line, where, sentence("PARTIAL is neither true nor false; it was read as true")
        )
        partial = True
    _unknown(element, _KNOWN, frozenset({"SOURCEID", "CASEID", "PARTIAL"}), where, note)
    remains = CATEGORIES[category] is Role.REMAINS
    values, typings = _loci(element, sample, note)
    male = "Y" in values.get(AMELOGENIN, ())
    found: dict[str, Observation] = {}
    for marker, read in values.items():
        seen = observation_of(marker, read, uncertain=remains or partial, male=male)
        if seen is None:
            note(
                typings[marker][0],
                place(shown(sample), marker),
                sentence("nothing on the ladder was read"),
            )
        else:
            found[marker] = seen
    if not found:
        raise _LeftOutError(element.line, "", sentence("the profile is empty"))
    return CmfSpecimen(
        Profile(sample, MappingProxyType(found), remains),
        category,
        case,
        partial,
        remark,
        element.attributes.get("SOURCEID", "").strip(),
        MappingProxyType({marker: typings[marker][1] for marker in found}),
    )


def _category(element: Element) -> str:
    given = element.first("SPECIMENCATEGORY")
    if given is None or not given.text:
        raise _LeftOutError(element.line, "", sentence("SPECIMENCATEGORY is missing"))
    known = _CATEGORY.get(given.text.casefold())
    if known is None:
        raise _LeftOutError(
            given.line,
            "",
            sentence("the category “{category}” is not known", category=shown(given.text)),
        )
    return known


def _unknown(
    element: Element, names: frozenset[str], attributes: frozenset[str], where: str, note: Note
) -> None:
    for child in element.children:
        if child.name not in names:
            note(
                child.line,
                where,
                sentence(
                    "the element {name} is not known; it was not read", name=shown(child.name)
                ),
            )
    for key in element.attributes:
        if key not in attributes and not key.startswith("{"):
            note(
                element.line,
                where,
                sentence("the attribute {name} is not known; it was not read", name=shown(key)),
            )


def _loci(
    element: Element, sample: str, note: Note
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, CmfTyping]]]:
    """The allele values by marker, and by marker the line and who read it."""
    values: dict[str, tuple[str, ...]] = {}
    typings: dict[str, tuple[int, CmfTyping]] = {}
    for locus in element.all("LOCUS"):
        given = locus.first("LOCUSNAME")
        if given is None or not given.text:
            raise _LeftOutError(locus.line, "", sentence("a LOCUS has no LOCUSNAME"))
        where = place(shown(sample), shown(given.text))
        marker = known_name(given.text)
        if marker is None:
            note(locus.line, where, sentence("this locus is not known; it was left out"))
            continue
        if marker not in LOCI and marker not in LATER_LOCI:
            note(
                locus.line,
                where,
                sentence("this locus is not one of CMF; it was read all the same"),
            )
        _unknown(locus, _KNOWN_IN_LOCUS, frozenset({"BATCHID", "KIT"}), where, note)
        read = _alleles(locus, marker, where, note)
        if not read:
            note(
                locus.line,
                where,
                sentence("no allele value stands here; the locus counts as not typed"),
            )
        elif marker in values:
            if sorted(values[marker]) != sorted(read):
                raise _LeftOutError(
                    locus.line, marker, sentence("the locus stands twice, with other alleles")
                )
            note(
                locus.line,
                where,
                sentence("the locus stands twice with the same alleles; taken once"),
            )
        else:
            values[marker] = read
            typings[marker] = (locus.line, _typing(locus, where, note))
    return values, typings


def _alleles(locus: Element, marker: str, where: str, note: Note) -> tuple[str, ...]:
    """The values as written, each checked; what lies beyond the ladder is noted."""
    read = []
    for allele in locus.all("ALLELE"):
        given = allele.first("ALLELEVALUE")
        if given is None or not given.text:
            note(allele.line, where, sentence("an ALLELE without a value was left out"))
            continue
        try:
            beyond = on_ladder(given.text) == OFF_LADDER
            observed([on_ladder(given.text)])
        except ValueProblem as problem:
            raise _LeftOutError(given.line, marker, problem.sentence) from None
        if beyond:
            note(
                given.line,
                where,
                sentence("“{value}” is off the ladder; kept as such", value=shown(given.text)),
            )
        required = allele.attributes.get("ALLELEREQUIRED", "").strip().lower()
        if _BOOLEANS.get(required, True):
            note(
                allele.line,
                where,
                sentence("ALLELEREQUIRED concerns searches in CODIS; it is not kept"),
            )
        read.append(given.text)
    return tuple(read)


def _typing(locus: Element, where: str, note: Note) -> CmfTyping:
    by, at = locus.first("READINGBY"), locus.first("READINGDATETIME")
    return CmfTyping(
        by.text if by is not None else "",
        time_of(at, where, note) if at is not None else None,
        locus.attributes.get("KIT", "").strip(),
        locus.attributes.get("BATCHID", "").strip(),
    )


def time_of(element: Element, where: str, note: Note) -> datetime | None:
    """The time of an element, else None with a note."""
    try:
        return datetime.fromisoformat(element.text)
    except ValueError:
        note(
            element.line,
            where,
            sentence(
                "{name} “{text}” is no time; not kept", name=element.name, text=shown(element.text)
            ),
        )
        return None
