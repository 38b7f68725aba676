"""Made-up populations as Hypothesis strategies, written in each layout that is read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from repatria.formats.frequencies import read_frequencies
from repatria.formats.reading import Read
from repatria.kinship.alleles import ladder_order
from repatria.kinship.marker import Marker
from repatria.kinship.population import MinimumFrequency, Population

slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
fuzz = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))

NAMES = ("D3S1358", "TH01", "Penta D", "vWA", "D12X99", "FGA")
repeats = st.builds(
    lambda whole, part: f"{whole}.{part}" if part else str(whole),
    st.integers(2, 60),
    st.sampled_from([0, 0, 0, 1, 2, 3]),
)
weights = st.floats(1e-6, 1, allow_nan=False)


@st.composite
def markers(draw: st.DrawFn, name: str, *, plain: bool = False) -> Marker:
    """A marker; a plain one has nothing that only Repatria's own format can tell."""
    table = draw(st.dictionaries(repeats, weights, min_size=1, max_size=6))
    chromosome = "" if plain else draw(st.sampled_from(["", "", "X", "Y", "7"]))
    found = Marker.of(name, table, chromosome=chromosome, samples=2 * draw(st.integers(0, 999)))
    if plain:
        return found
    if draw(st.booleans()):
        found = found.with_silent(draw(st.floats(1e-6, 0.2)))
    group = draw(st.sampled_from(["", "LG1", "a, b"]))
    return Marker(found.name, found.alleles, found.frequencies, found.chromosome,
                  draw(st.integers(0, 999)), group)  # fmt: skip


@st.composite
def populations(draw: st.DrawFn, *, plain: bool = False) -> Population:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found = [draw(markers(name, plain=plain)) for name in names]
    if plain:
        return Population.of("file", found)
    rule = MinimumFrequency(
        draw(st.sampled_from([0.0, 5.0, 2.5])), draw(st.one_of(st.just(0.0), st.floats(0, 0.5)))
    )
    source = draw(st.sampled_from(["", "a register: of 2001; p. 3", "Реєстр, “Північ”"]))
    theta = draw(st.floats(0, 0.5))
    return Population.of("northland", found, theta=theta, minimum=rule, source=source)


def ladder(population: Population, sign: str = ",", point: str = ".") -> str:
    columns = population.markers.values()
    rows = [["Allele", *population.markers], ["N", *(_persons(each) for each in columns)]]
    for allele in sorted({a for each in columns for a in each.alleles}, key=ladder_order):
        cells = (repr(each.frequency(allele)) if each.frequency(allele) else "" for each in columns)
        rows.append([allele, *cells])
    return "".join(sign.join(row).replace(".", point) + "\n" for row in rows)


def listed(population: Population, *, merlin: bool = False) -> str:
    first, then = ("M ", "A ") if merlin else ("", "")
    between = " " if merlin else "\t"
    return "\n".join(
        f"{first}{each.name}\n"
        + "".join(
            f"{then}{allele}{between}{value!r}\n"
            for allele, value in zip(each.alleles, each.frequencies, strict=True)
        )
        for each in population.markers.values()
    )


def strider(population: Population, title: str = "NORTHLAND", *, padded: bool = True) -> str:
    """The population in the last of three columns; the others hold what must not be read."""
    lines = []
    for each in population.markers.values():
        lines.append(each.name + (",,," if padded else ""))
        lines.append(f'Allele,"Entire Database",SOUTHLAND,{title}')
        lines.append(f",4000,9,{_persons(each)}")
        for allele, value in zip(each.alleles, each.frequencies, strict=True):
            lines.append(f"{allele},0.3,,{value!r}")
        lines.append("70,0.7,1,")
    return "\n".join(lines) + "\n"


def _persons(marker: Marker) -> str:
    return str(marker.samples // 2 or "")


def read_text(text: str | bytes, name: str = "file.csv", population: str = "") -> Read[Population]:
    data = text.encode() if isinstance(text, str) else text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return read_frequencies(path, population=population)


def told(read: Read[Population]) -> str:
    return "\n".join(map(str, read.notes))
