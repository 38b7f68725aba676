"""Comparisons as canonical JSON. Numbers stand as texts, to their last digit, since canonical bytes
hold no floats. Pedigrees, readings, frequencies and models are all there, so that whoever has the
file can compute it anew."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.cli.kinship_choice import Chosen, told_of
from repatria.cli.kinship_jobs import Compared
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Rates
from repatria.kinship.panel import Panel
from repatria.kinship.result import ClusterRatio, MarkerRatio


def comparisons(results: Iterable[Compared], chosen: Chosen) -> str:
    """All comparisons of a command, one for each reading of the family."""
    value = {
        "version": version("repatria"),
        "comparisons": [_one(each) for each in results],
        "notes": list(told_of(chosen)),
    }
    return canonical_bytes(value).decode("utf-8", "backslashreplace")


def _one(each: Compared) -> dict[str, Any]:
    found, job = each.found, each.job
    return {
        "reading": job.words,
        "persons": dict(job.persons),
        "first": _hypothesis(job.pair.first),
        "second": _hypothesis(job.pair.second),
        "log10": _number(found.log10),
        "sentence": found.sentence,
        "population": _population(each.panel),
        "models": _models(each.panel, found.models),
        "notes": [*job.notes, *found.notes],
        "markers": [_marker(one, each) for one in found.markers],
        "linked": [_cluster(one) for one in found.clusters],
    }


def _hypothesis(one: Hypothesis) -> dict[str, Any]:
    return {
        "claim": one.name,
        "samples": dict(one.samples),
        "pedigrees": [
            [
                {"id": each.id, "sex": each.sex.value, "father": each.father, "mother": each.mother}
                for each in pedigree.persons
            ]
            for pedigree in one.pedigrees
        ],
    }


def _population(panel: Panel) -> dict[str, Any]:
    found = panel.population
    return {
        "name": found.name,
        "source": found.source,
        "theta": _number(found.theta),
        "minimum": str(found.minimum),
    }


def _models(panel: Panel, sentence: str) -> dict[str, Any]:
    settings = panel.settings
    return {
        "sentence": sentence,
        "mutation": _mutation(settings.mutation),
        "mutation_of_markers": {
            name: _mutation(settings.by_marker[name])
            for name in panel.names
            if name in settings.by_marker
        },
        "untyped_founders": settings.convention.value,
        "linkage": settings.linkage.value,
        **{
            name: _number(getattr(settings, name))
            for name in ("silent", "dropout", "miscall", "drop_in")
        },
    }


def _mutation(model: MutationModel) -> dict[str, Any]:
    return {
        "kind": model.kind.value,
        "mothers": _rates(model.female),
        "fathers": _rates(model.male),
        "stationary": model.stationary.value,
    }


def _rates(rates: Rates) -> Mapping[str, str | None]:
    return {name: _number(getattr(rates, name)) for name in ("rate", "rate2", "range")}


def _marker(one: MarkerRatio, each: Compared) -> dict[str, Any]:
    seen = {
        sample: profile.observations[one.marker]
        for sample, profile in each.job.profiles.items()
        if one.marker in profile.observations
    }
    marker = each.panel.loci[each.panel.by_name[one.marker]].marker
    read = {allele for observation in seen.values() for allele in observation.alleles}
    frequencies = zip(marker.alleles, marker.frequencies, strict=True)
    return {
        "marker": one.marker,
        "readings": {sample: str(observation) for sample, observation in seen.items()},
        "frequencies": {allele: _number(value) for allele, value in frequencies if allele in read},
        "ratio": _number(one.ratio),
        "ln_first": _number(one.first),
        "ln_second": _number(one.second),
        "flags": [flag.value for flag in one.flags],
        "sentence": one.sentence,
    }


def _cluster(one: ClusterRatio) -> dict[str, Any]:
    return {
        "markers": list(one.cluster.markers),
        "centimorgans": [_number(step) for step in one.cluster.distances],
        "joint": _number(one.ratio),
        "product": _number(one.product),
        "used": "joint" if one.joint else "product",
        "sentence": one.sentence,
    }


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return repr(float(value))
