"""Comparisons and power as lines of text: a table, a bar a marker, and what is to be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from repatria.cli.kinship_jobs import Compared
from repatria.cli.kinship_table import marker_table, number
from repatria.cli.layout import heading, wrapped
from repatria.kinship.panel import Panel
from repatria.kinship.power import DRAWS, Addition, Power
from repatria.kinship.result import Comparison, Flag

NOTHING = 0.005
"""A gain in log10 below this is told as none."""
_TOLD_ELSEWHERE = frozenset({Flag.NORMAL, Flag.NOT_TYPED, Flag.LINKED})


def comparison(each: Compared, columns: int) -> Iterator[str]:
    """The whole ratio first, then whose samples these are, marker by marker, linked markers, models
    and notes."""
    found, job = each.found, each.job
    yield from wrapped(found.sentence, 0, columns)
    yield f"The whole ratio: {whole(found)}."
    persons = {name: who for name, who in job.persons.items() if who}
    if persons:
        yield from heading("Whose samples")
        wide = max(map(len, persons))
        for name, who in persons.items():
            yield from wrapped(f"{name:<{wide}}  {who}", 0, columns, wide + 2)
    yield from heading("Marker by marker")
    yield from marker_table(found.markers, job.profiles, columns)
    told = [one for one in found.markers if set(one.flags) - _TOLD_ELSEWHERE]
    if told:
        yield from heading("Flagged")
    for one in told:
        yield from wrapped(str(one), 0, columns)
    if found.clusters:
        yield from heading("Linked markers")
    for cluster in found.clusters:
        yield from wrapped(cluster.sentence, 0, columns)
    yield from computed_under(each.panel, columns)
    notes = (*job.notes, *found.notes)
    if notes:
        yield from heading("To be known")
    for note in notes:
        yield from wrapped(note, 0, columns)


def whole(found: Comparison) -> str:
    """The decimal logarithm of the ratio, or why there is none."""
    if found.log10 is None:
        return "none, the references contradict each other"
    return f"log10 {number(found.log10)}"


def computed_under(panel: Panel, columns: int) -> Iterator[str]:
    """The population and where it comes from, every model, and the version of this program."""
    yield from heading("Computed under")
    for line in rests_on(panel):
        yield from wrapped(line, 0, columns)
    yield f"Repatria {version('repatria')}"


def rests_on(panel: Panel) -> Iterator[str]:
    """The population and the models, a sentence each."""
    population, settings = panel.population, panel.settings
    yield f"population {population}"
    if population.source:
        yield f"source: {' '.join(population.source.split())}"
    yield str(settings)
    own: dict[str, list[str]] = {}
    for name in panel.names:
        if name in settings.by_marker:
            own.setdefault(str(settings.by_marker[name]), []).append(name)
    for words, names in own.items():
        yield f"mutation at {', '.join(names)}: {words}"


def power(found: Power, columns: int) -> Iterator[str]:
    """The sentence, then marker by marker what is expected."""
    yield from wrapped(found.sentence, 0, columns)
    drawn = f"of {DRAWS:,} profiles drawn of unrelated persons"
    reached = f"{found.chance:.2g}" if found.chance else "none"
    yield from wrapped(
        f"The true person mismatches at {found.own_mismatches:.3f} markers on average, by "
        f"mutation. {drawn.capitalize()}, {reached} reached {found.threshold:,.0f}.",
        0,
        columns,
    )
    yield from heading("Marker by marker")
    yield f"{'marker':<14} {'expected log10':>14} {'exclusion':>10}"
    for each in found.markers:
        yield f"{each.marker:<14} {each.expected:>14.3f} {each.exclusion:>10.2%}"


def additions(found: Sequence[Addition], columns: int) -> Iterator[str]:
    """Who else should give a sample, the most telling first; who adds nothing in one line."""
    if not found:
        return
    yield from heading("Who else could give a sample")
    telling = [each for each in found if abs(each.gain) >= NOTHING]
    for each in sorted(telling, key=lambda one: -one.gain):
        yield from wrapped(each.sentence, 0, columns)
    nothing = [each.person for each in found if abs(each.gain) < NOTHING]
    if nothing:
        yield from wrapped(f"These would add nothing: {', '.join(nothing)}.", 0, columns)
    yield from wrapped(
        f"Each from {found[0].draws} drawn profiles of that person, given the references.",
        0,
        columns,
    )
