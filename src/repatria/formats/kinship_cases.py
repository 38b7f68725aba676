"""Reads reference cases of kinship likelihoods: two JSON shapes, many loci or one locus a case.

docs/formats/kinship-cases.md describes both. In either a genotype is two alleles; an unknown one is
null, "NA" or empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from repatria.base.messages import sentence
from repatria.formats.guards import refused
from repatria.formats.kinship_json import Node, json_file
from repatria.formats.problems import shown
from repatria.kinship.hypothesis import Hypothesis, Pair
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.reference_case import Expected, ReferenceCase
from repatria.kinship.settings import Convention, Settings

_MODELS = {
    "none": Kind.NONE,
    "equal": Kind.EQUAL,
    "proportional": Kind.PROPORTIONAL,
    "onestep": Kind.ONE_STEP,
    "stepwise": Kind.EXTENDED,
}
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "U": Sex.UNKNOWN}
_CONVENTIONS = {"kept": Convention.KEPT, "pruned": Convention.PRUNED}
_ENGINES = {
    "forrel": ("lnL_H1_per_marker", "lnL_H2_per_marker", False),
    "Familias": ("lik_H1_per_marker", "lik_H2_per_marker", True),
}
_UNKNOWN = (None, "NA", "")


def read_cases(path: Path) -> tuple[ReferenceCase, ...]:
    """The cases of a file, in order. The markers of many-loci cases stand in a file beside it,
    which `meta.markers` names.

    Raises `InputError`, which names the file, the case and the field.
    """
    whole = json_file(path)
    cases = whole.at("cases").items()
    if not cases:
        raise refused(path.name, sentence("the file holds no cases"))
    first = cases[0]
    if first.has("geno"):
        return tuple(_one_locus(case, number) for number, case in enumerate(cases, 1))
    if not first.has("genotypes"):
        raise refused(
            path.name, sentence("the cases are of neither shape: no “genotypes” and no “geno”")
        )
    named = whole.at("meta").at("markers").text()
    if Path(named).name != named:
        raise refused(
            path.name, sentence("“meta.markers” names a file beside this one, without a folder")
        )
    markers = dict(_markers(json_file(path.with_name(named))))
    return tuple(_many_loci(case, markers) for case in cases)


def _markers(whole: Node) -> Iterator[tuple[str, Marker]]:
    for entry in whole.at("markers").items():
        name = entry.at("name").text()
        alleles = [each.text() for each in entry.at("alleles").items()]
        frequencies = entry.at("freqs").numbers()
        yield name, _marker(entry, name, alleles, frequencies, entry.at("chrom").text())


def _marker(
    at: Node, name: str, alleles: list[str], frequencies: list[float], chromosome: str
) -> Marker:
    if len(alleles) != len(frequencies):
        raise at.wrong(
            sentence(
                "{alleles} alleles and {frequencies} frequencies",
                alleles=len(alleles),
                frequencies=len(frequencies),
            )
        )
    if len(set(alleles)) != len(alleles):
        raise at.wrong(sentence("an allele stands twice"))
    if abs(math.fsum(frequencies) - 1) > 1e-6:
        raise at.wrong(
            sentence(
                "the frequencies sum to {total:.6g}, not to 1",
                total=math.fsum(frequencies),
            )
        )
    with at.named():
        return Marker.of(name, dict(zip(alleles, frequencies, strict=True)), chromosome=chromosome)


def _many_loci(case: Node, known: Mapping[str, Marker]) -> ReferenceCase:
    name = shown(case.at("id").text())
    case = case.called(f"case {name}")
    names = tuple(each.text() for each in case.at("markers").items())
    if not names:
        raise case.wrong(sentence("no markers are named"))
    for marker in names:
        if marker not in known:
            raise case.wrong(
                sentence("the marker {marker} is not in the file of markers", marker=marker)
            )
    mutation = _mutation(case.at("mutation")) if case.has("mutation") else MutationModel()
    profiles = {
        person: Profile(person, dict(_observations(readings)))
        for person, readings in case.at("genotypes").entries()
    }
    for person, profile in profiles.items():
        if strange := ", ".join(shown(each) for each in profile.observations if each not in names):
            raise case.wrong(
                sentence(
                    "{person} has genotypes at {markers}, not among its markers",
                    person=shown(person),
                    markers=strange,
                )
            )
    with case.named():
        silent = case.at("silent_freq").number() if case.has("silent_freq") else 0.0
        settings = Settings(mutation=mutation, silent=silent)
        theta = case.at("theta").number() if case.has("theta") else 0.0
        population = Population.of("reference", [known[each] for each in names], theta=theta)
        pair = Pair(*(_hypothesis(case, each) for each in ("H1", "H2")))
        pair.check(profiles)
    expected = tuple(_expected(case, len(names)))
    if not expected:
        raise case.wrong(sentence("no engine's figures are given"))
    return ReferenceCase(name, population, names, settings, pair, profiles, expected)


def _hypothesis(case: Node, name: str) -> Hypothesis:
    pedigrees = []
    for pedigree in case.at(name).items():
        persons = [
            Person(
                member.at("id").text(),
                _sex(member.at("sex")),
                member.at("father").optional(),
                member.at("mother").optional(),
            )
            for member in pedigree.at("members").items()
        ]
        pedigrees.append(Pedigree(tuple(persons)))
    return Hypothesis(name, tuple(pedigrees))


def _sex(at: Node) -> Sex:
    found = _SEXES.get(at.text().upper())
    if found is None:
        raise at.wrong(sentence("a sex is M, F, or U for unknown"))
    return found


def _observations(readings: Node) -> Iterator[tuple[str, Observation]]:
    for marker, genotype in readings.entries():
        alleles = [each.value for each in genotype.items()]
        if len(alleles) > 2:
            raise genotype.wrong(sentence("a genotype has two alleles"))
        if any(type(each) not in (str, int, float, type(None)) for each in alleles):
            raise genotype.wrong(sentence("an allele is a text or a number"))
        seen = tuple(str(each) for each in alleles if each not in _UNKNOWN)
        if len(seen) == 1 and len(alleles) == 2:
            yield marker, Observation(seen, Reading.ONE_KNOWN)
        elif seen:
            yield marker, Observation(seen * (2 if len(seen) == 1 else 1), Reading.GENOTYPE)


def _mutation(at: Node) -> MutationModel:
    if at.value is None:
        return MutationModel()
    kind = _MODELS.get(at.at("model").text())
    if kind is None:
        raise at.wrong(sentence("the model is none of {models}", models=", ".join(_MODELS)))
    return MutationModel(kind, _rates(at, "female"), _rates(at, "male"))


def _rates(at: Node, sex: str) -> Rates:
    values = {name: at.at(name).number(sex) for name in ("rate", "rate2", "range") if at.has(name)}
    with at.named():
        return Rates(**values)


def _expected(case: Node, count: int) -> Iterator[Expected]:
    for engine, (first, second, plain) in _ENGINES.items():
        if not case.has(engine):
            continue
        given = case.at(engine)
        convention = _CONVENTIONS.get(given.at("convention").text())
        if convention is None:
            raise given.wrong(
                sentence(
                    "the convention is none of {conventions}", conventions=", ".join(_CONVENTIONS)
                )
            )
        columns = {
            name: np.array(given.at(name).numbers())
            for name in ("LR_per_marker", "LR_per_marker_noprune", first, second)
            if given.has(name)
        }
        for name, column in columns.items():
            if len(column) != count:
                raise given.at(name).wrong(
                    sentence(
                        "{figures} figures for {markers} markers",
                        figures=len(column),
                        markers=count,
                    )
                )
            if (plain or name not in (first, second)) and (column < 0).any():
                raise given.at(name).wrong(sentence("a ratio or likelihood is below zero"))
        if plain:
            with np.errstate(divide="ignore"):
                columns.update(
                    {each: np.log(columns[each]) for each in (first, second) if each in columns}
                )
        if not columns:
            raise given.wrong(
                sentence(
                    "none of LR_per_marker, {first}, {second} is given", first=first, second=second
                )
            )
        total = given.at("log10LR_total").number() if given.has("log10LR_total") else None
        yield Expected(
            engine,
            convention,
            columns.get("LR_per_marker"),
            columns.get(first),
            columns.get(second),
            total,
        )
        if "LR_per_marker_noprune" in columns:
            kept = columns["LR_per_marker_noprune"]
            yield Expected(f"{engine}, not pruned", Convention.KEPT, kept)


def _one_locus(case: Node, number: int) -> ReferenceCase:
    name = f"{number} {shown(case.at('case').text())}"
    case = case.called(f"case {name}")
    alleles = [each.text() for each in case.at("alleles").items()]
    marker = _marker(case, "locus", alleles, case.at("freq").numbers(), "A")
    model = case.at("model").text()
    if model not in _MODELS:
        raise case.wrong(sentence("the model is none of {models}", models=", ".join(_MODELS)))
    wanted = ("rate", "rate2", "range") if model == "stepwise" else ("rate",)
    values = {each: case.at(each).number() for each in wanted} if model != "none" else {}
    convention = _CONVENTIONS.get(case.at("convention").text())
    likelihoods = np.array(case.at("lik").numbers())
    if convention is None or len(likelihoods) != 2:
        raise case.wrong(sentence("the convention, or one of the two likelihoods, is missing"))
    if (likelihoods < 0).any():
        raise case.at("lik").wrong(sentence("a ratio or likelihood is below zero"))
    profiles = {
        person: Profile(
            person, dict(_observations(Node({"locus": genotype.value}, case.file, genotype.path)))
        )
        for person, genotype in case.at("geno").entries()
    }
    with case.named():
        rates = Rates(**values)
        settings = Settings(mutation=MutationModel(_MODELS[model], rates, rates))
        population = Population.of("reference", [marker], theta=case.at("theta").number())
        pair = Pair(*(_listed(case.at(each)) for each in ("h1", "h2")))
        pair.check(profiles)
    with np.errstate(divide="ignore"):
        logs = np.log(likelihoods)
    expected = Expected("Familias", convention, None, logs[:1], logs[1:])
    return ReferenceCase(name, population, ("locus",), settings, pair, profiles, (expected,))


def _listed(at: Node) -> Hypothesis:
    columns = [at.at(name).items() for name in ("id", "fid", "mid", "sex")]
    if len({len(column) for column in columns}) > 1:
        raise at.wrong(sentence("the lists id, fid, mid and sex differ in length"))
    persons = tuple(
        Person(person.text(), _sex(sex), father.optional(), mother.optional())
        for person, father, mother, sex in zip(*columns, strict=True)
    )
    return Hypothesis(at.path, (Pedigree(persons),))
