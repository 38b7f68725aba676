"""Repatria's own file of a population: a ladder under lines that say what it is, read and written.

::

    # format: repatria-frequencies/1
    # name: northland
    # source: where the figures come from
    # theta: 0.01
    # minimum: 5/2N
    Allele,D3S1358,TH01
    2N,722,722
    9.3,,0.4
    15,1.0,0.6

Written and read again a population is the same to the last digit (docs/formats/frequencies.md).
"""

from __future__ import annotations

import csv
import io
import re

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.frequencies_checks import markers_of
from repatria.formats.frequencies_ladder import HEADS, ladder_columns
from repatria.formats.frequencies_rows import is_allele_header, lines_of, rows_of
from repatria.formats.frequency_columns import CHROMOSOME, COUNTED, LINKAGE, frequency_of
from repatria.formats.guards import clean_text
from repatria.formats.problems import Problems, shown
from repatria.kinship.alleles import ladder_order
from repatria.kinship.known_markers import chromosome_of
from repatria.kinship.population import MinimumFrequency, Population

FORMAT = "repatria-frequencies/1"
KEYS = ("format", "name", "source", "licence", "theta", "minimum")
_REQUIRED = ("format", "name")
_LONGEST = 2_000
_MOST = 100.0  # Copies asked of an allele; the rule in use is 5.
_LINE = re.compile(r"#\s*([^:]*?)\s*:(.*)")
_NUMBER = r"\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_MINIMUM = re.compile(
    rf"none|(?P<count>{_NUMBER})/2N(?:, at least (?P<least>{_NUMBER}))?|(?P<value>{_NUMBER})",
    re.ASCII,
)


def minimum_of(text: str) -> MinimumFrequency:
    """The rule for rare alleles: `5/2N`, `5/2N, at least 0.001`, `0.001` or `none`."""
    found = _MINIMUM.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueProblem(
            sentence(
                "“{text}” is no minimum frequency; write 5/2N, 0.001 or none", text=shown(text)
            )
        )
    rule = MinimumFrequency(
        float(found["count"] or 0), float(found["value"] or found["least"] or 0)
    )
    if rule.value >= 1 or rule.count > _MOST:
        raise ValueProblem(
            sentence("“{text}” is more than a minimum frequency can be", text=shown(text))
        )
    return rule


def minimum_text(rule: MinimumFrequency) -> str:
    """The rule as `minimum_of` reads it, to the last digit."""
    value = repr(rule.value)
    if not rule.count:
        return value if rule.value else "none"
    count = repr(rule.count).removesuffix(".0")
    return f"{count}/2N, at least {value}" if rule.value else f"{count}/2N"


def is_native(first: str) -> bool:
    """Whether a first line is that of this format, of whatever version."""
    return first.startswith("#")


def read_native(text: str, problems: Problems, notes: list[Problem]) -> Population:
    """The population of a file. Raises `InputError` with everything that is wrong with it."""
    lines = lines_of(text)
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    told = _preamble(lines[:head], problems)
    rows = rows_of("\n".join(lines[head:]), ",", problems, head + 1)
    if not rows or not is_allele_header(rows[0][1][0]):
        raise problems.refuse(
            head + 1, "", sentence("here the row “Allele,…” with the markers is expected")
        )
    columns = ladder_columns(rows, problems, HEADS | {CHROMOSOME, LINKAGE})
    theta, minimum = _settings(told, problems)
    markers = markers_of(columns, problems, notes)
    source = told.get("source", (0, ""))[1]
    licence = told.get("licence", (0, ""))[1]
    return Population.of(
        told["name"][1],
        markers,
        theta=theta,
        minimum=minimum,
        source=f"{source}. Licence: {licence}" if licence else source,
    )


def _preamble(lines: list[str], problems: Problems) -> dict[str, tuple[int, str]]:
    """The keys with their lines and values. What is not of this format ends the reading."""
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, 1):
        pair = _LINE.fullmatch(line.rstrip())
        key = pair[1] if pair else ""
        if pair is None or key not in KEYS:
            near = problems.nearest(key, KEYS)
            problems.add(
                number,
                key,
                sentence(
                    "a line “# key: value” with one of {keys}{near}",
                    keys=", ".join(KEYS),
                    near=near,
                ),
            )
            continue
        if key in found:
            problems.add(number, key, sentence("the key stands twice"))
        try:
            value = clean_text(pair[2], _LONGEST)
        except ValueProblem as problem:
            problems.add(number, key, problem.sentence)
            value = ""
        if not value.isprintable():
            problems.add(number, key, sentence("the text is not on one line"))
        found[key] = (number, value)
    for key in _REQUIRED:
        if not found.get(key, (0, ""))[1]:
            raise problems.refuse(1, key, sentence("this key is required"))
    if found["format"][1] != FORMAT:
        raise problems.refuse(
            1,
            "format",
            sentence("“{value}” is not {format}", value=shown(found["format"][1]), format=FORMAT),
        )
    return found


def _settings(
    told: dict[str, tuple[int, str]], problems: Problems
) -> tuple[float, MinimumFrequency]:
    theta, minimum = 0.0, MinimumFrequency()
    row, text = told.get("theta", (0, ""))
    try:
        theta = theta_of(text) if text else theta
    except ValueProblem as problem:
        problems.add(row, "theta", problem.sentence)
    row, text = told.get("minimum", (0, ""))
    try:
        minimum = minimum_of(text) if text else minimum
    except ValueProblem as problem:
        problems.add(row, "minimum", problem.sentence)
    return theta, minimum


def theta_of(text: str) -> float:
    """A coancestry coefficient, in [0, 1). Raises `ValueProblem`."""
    try:
        found = frequency_of(text)
    except ValueProblem:
        found = 1.0
    if found >= 1:
        raise ValueProblem(sentence("“{text}” is no theta; it lies in [0, 1)", text=shown(text)))
    return found


def native_text(population: Population) -> str:
    """The file of a population.

    Raises `ValueProblem` for one that a file cannot hold to the last digit: with alleles added to
    a marker for a case, with a marker under another than its usual spelling, with a source of
    several lines.
    """
    text = io.StringIO()
    told = {
        "format": FORMAT,
        "name": population.name,
        "source": population.source,
        "theta": repr(population.theta),
        "minimum": minimum_text(population.minimum),
    }
    text.writelines(f"# {key}: {value}\n" for key, value in told.items() if value)
    markers = tuple(population.markers.values())
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["Allele", *(marker.name for marker in markers)])
    facts = {
        COUNTED.upper(): [str(marker.samples or "") for marker in markers],
        CHROMOSOME: [
            "" if marker.chromosome == (chromosome_of(marker.name) or "A") else marker.chromosome
            for marker in markers
        ],
        LINKAGE: [marker.linkage_group for marker in markers],
    }
    writer.writerows([name, *cells] for name, cells in facts.items() if any(cells))
    for allele in sorted({a for marker in markers for a in marker.alleles}, key=ladder_order):
        values = (marker.frequency(allele) for marker in markers)
        writer.writerow([allele, *(repr(value) if value else "" for value in values)])
    return _same_again(population, text.getvalue())


def _same_again(population: Population, text: str) -> str:
    """The text, once reading it has given the same population."""
    try:
        again = read_native(text, Problems(population.name), [])
    except InputError as error:
        raise ValueProblem(
            sentence("the population cannot be written: {problem}", problem=str(error.problems[0]))
        ) from None
    for name, marker in population.markers.items():
        if again.markers.get(name) != marker:
            raise ValueProblem(
                sentence(
                    "marker {name} of {population} cannot be written without loss",
                    name=name,
                    population=population.name,
                )
            )
    if again != population:
        raise ValueProblem(
            sentence("the settings of {name} cannot be written without loss", name=population.name)
        )
    return text
