"""The frequency database of a Familias file: markers, their alleles, their settings of mutation."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import Sentence, message, sentence
from repatria.formats.familias_tokens import Cursor, number_from
from repatria.formats.guards import refused
from repatria.formats.problems import shown
from repatria.kinship.alleles import SILENT, canonical_allele, repeats
from repatria.kinship.known_markers import marker_name
from repatria.kinship.marker import Marker

MODELS = ("equal", "proportional", "stepwise", "stationary stepwise", "extended stepwise")
"""The mutation models in the order of their numbers in the file, from 0."""
SUM_TOLERANCE = 0.01
"""How far the frequencies of a marker may be from one in sum and still be scaled to it."""

_OUTSIDE = {
    "dropout probability": message("the dropout probability is {value:g}; it lies in [0, 1)"),
    "minor allele frequency": message("the minor allele frequency is {value:g}; it lies in [0, 1)"),
}
_SETTING = re.compile(r"([A-Za-z#][A-Za-z/ ]{0,40}?)\s{0,4}[=:]\s{0,4}([^\s;)]{0,40}[^\s;),])")


@dataclass(frozen=True, slots=True)
class LocusMutation:
    """What the file sets for one marker. Rates are per meiosis, `range` is the ratio of two steps'
    chance to one's, `rate2` the rate of steps between microvariants (extended stepwise).

    `database_size` is kept as it stands: the file does not say what it counts.
    """

    model_female: str
    model_male: str
    rate_female: float
    rate_male: float
    range_female: float
    range_male: float
    rate2_female: float
    rate2_male: float
    silent: float = 0.0
    """The frequency of the silent allele; 0 where the marker has none."""
    database_size: float = 0.0
    dropout: float = 0.0
    minor_frequency: float = 0.0

    @property
    def stepwise(self) -> bool:
        """Whether a model needs every allele to be a number of repeats."""
        return any("stepwise" in model for model in (self.model_female, self.model_male))


@dataclass(frozen=True, slots=True)
class Locus:
    """One marker; `labels` are its alleles in the order of the file, which indices mean."""

    marker: Marker
    labels: tuple[str, ...]
    mutation: LocusMutation


@dataclass(frozen=True, slots=True)
class Database:
    name: str
    theta: float
    loci: tuple[Locus, ...] = field(repr=False)


def read_database(at: Cursor, notes: list[Problem]) -> Database:
    """The database, as the next thing in the file. Raises `InputError` with line and marker."""
    calculated = at.truth(message("whether calculated probabilities follow"))
    settings = _settings(at)
    theta = settings.get("theta/kinship/fst")
    if theta is None:
        notes.append(
            Problem(at.file, at.line, "theta", sentence("theta is not told; it is taken as 0"))
        )
        theta = 0.0
    elif not 0 <= theta < 1:
        raise refused(
            at.file,
            sentence("theta is {theta:g}; it lies in [0, 1)", theta=theta),
            at.line,
            "theta",
        )
    if calculated:
        notes.append(
            Problem(at.file, at.line, "", sentence("calculated probabilities were left out"))
        )
        _pass_calculated(at)
    many = settings.get("#databases", 1.0)
    if many > 1:
        told = sentence("the first of {many:g} frequency databases was read", many=many)
        notes.append(Problem(at.file, at.line, "", told))
    count = at.count(message("the number of markers"))
    at.truth(message("a setting of the database"))
    name = at.text(message("the name of the database"))
    loci: dict[str, Locus] = {}
    for _ in range(count):
        line, locus = _locus(at, notes)
        if locus.marker.name in loci:
            raise refused(at.file, sentence("the marker stands twice"), line, locus.marker.name)
        loci[locus.marker.name] = locus
    return Database(name, theta, tuple(loci.values()))


def _settings(at: Cursor) -> dict[str, float]:
    """The numbers in the comment of the value read last, by their names in small letters."""
    found: dict[str, float] = {}
    for name, text in _SETTING.findall(at.comment):
        try:
            found[name.strip().casefold()] = number_from(text)
        except ValueProblem as problem:
            raise refused(at.file, problem.sentence, at.line, shown(name.strip())) from None
    return found


def _pass_calculated(at: Cursor) -> None:
    """On to the next count, truth value and text, which open a database."""
    while (token := at.ahead()) is not None:
        truth, name = at.ahead(1), at.ahead(2)
        opens = truth is not None and truth.text in ("#TRUE#", "#FALSE#")
        if opens and not token.quoted and name is not None and name.quoted:
            return
        at.next(message("a calculated probability"))


def _locus(at: Cursor, notes: list[Problem]) -> tuple[int, Locus]:
    written, line = at.text(message("the name of a marker")), at.line
    name = marker_name(written)
    if not name:
        raise refused(at.file, sentence("this marker has no name"), line)
    rate_female, rate_male = (at.number(message("a mutation rate"), high=1.0) for _ in range(2))
    female, male = (at.within(message("a mutation model"), 0, len(MODELS) - 1) for _ in range(2))
    announced = at.count(message("the number of alleles"))
    range_female, range_male = (at.number(message("a mutation range")) for _ in range(2))
    rate2_female, rate2_male = (
        at.number(message("a second mutation rate"), high=1.0) for _ in range(2)
    )
    has_silent = at.truth(message("whether there is a silent allele"))
    silent = at.number(message("the frequency of the silent allele"), high=0.999999)
    listed = at.count(message("the number of alleles listed"))
    settings = _settings(at)
    if listed not in (announced, announced - has_silent):
        told = sentence(
            "{announced} alleles are announced and then {listed}; {announced} were read",
            announced=announced,
            listed=listed,
        )
        notes.append(Problem(at.file, at.line, name, told))
        listed = announced
    mutation = LocusMutation(
        MODELS[female],
        MODELS[male],
        rate_female,
        rate_male,
        range_female,
        range_male,
        rate2_female,
        rate2_male,
        silent=silent if has_silent else 0.0,
        database_size=settings.get("databasesize", 0.0),
        dropout=_chance(at, settings, "dropout probability", name),
        minor_frequency=_chance(at, settings, "minor allele frequency", name),
    )
    table: dict[str, float] = {}
    for _ in range(listed):
        label = _label(at, name, mutation, notes)
        if label in table:
            raise refused(
                at.file,
                sentence("the allele {label} stands twice", label=shown(label)),
                at.line,
                name,
            )
        table[label] = at.number(
            sentence("the frequency of {marker} {label}", marker=name, label=label), high=1.0
        )
        if table[label] == 0:
            told = sentence(
                "the allele {label} has the frequency 0 and is not in the table", label=shown(label)
            )
            notes.append(Problem(at.file, at.line, name, told))
    return line, Locus(_marker(at, name, table, mutation, line, notes), tuple(table), mutation)


def _chance(at: Cursor, settings: dict[str, float], key: str, marker: str) -> float:
    value = settings.get(key, 0.0)
    if not 0 <= value < 1:
        raise refused(
            at.file,
            sentence(_OUTSIDE[key], value=value),
            at.line,
            marker,
        )
    return value


def _label(at: Cursor, marker: str, mutation: LocusMutation, notes: list[Problem]) -> str:
    """The allele in the usual spelling; what is none stays as it stands."""
    written = at.text(message("an allele"))
    if not written:
        raise refused(at.file, sentence("this allele has no name"), at.line, marker)
    if written.casefold() in ("silent", "silent allele"):
        return SILENT
    try:
        label = canonical_allele(written)
    except ValueProblem:
        label = written
    odd = _odd(marker, label)
    if odd:
        told = sentence("{odd}; kept", odd=odd)
        if mutation.stepwise:
            told = sentence("{told}; the stepwise model set for it does not fit", told=told)
        notes.append(Problem(at.file, at.line, marker, told))
    return label


def _odd(marker: str, label: str) -> Sentence | None:
    """Why an allele has no place on a ladder of repeats; None where it has."""
    shown_label = shown(label)
    found = repeats(label)
    if found is None:
        if label in ("X", "Y"):
            return None
        return sentence("the allele {label} is not a number of repeats", label=shown_label)
    if found == (0, 0):
        return sentence(
            "the allele {label} is 0, which stands for a missing or a rest allele",
            label=shown_label,
        )
    unit = 5 if marker.startswith("Penta") else 4
    if found[1] < unit:
        return None
    return sentence(
        "the allele {label} has a part of {count} bases, no part of a repeat",
        label=shown_label,
        count=found[1],
    )


def _marker(
    at: Cursor,
    name: str,
    table: dict[str, float],
    mutation: LocusMutation,
    line: int,
    notes: list[Problem],
) -> Marker:
    total = math.fsum(table.values())
    # The program may or may not count the silent allele into the sum.
    off = min(abs(total - 1), abs(total + mutation.silent - 1))
    if off > SUM_TOLERANCE:
        raise refused(
            at.file,
            sentence("the frequencies sum to {total:.6g}, not to 1", total=total),
            line,
            name,
        )
    if off > 1e-6:
        told = sentence("the frequencies sum to {total:.6g}; they were scaled to 1", total=total)
        notes.append(Problem(at.file, line, name, told))
    try:
        return Marker.of(name, table).with_silent(mutation.silent)
    except ValueProblem as problem:
        raise refused(at.file, problem.sentence, line, name) from None
