"""Work to be measured on the search: campaigns, tables, the screen, whole jobs."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from repatria.formats.population_store import load
from repatria.kinship.blind.clusters import clustered
from repatria.kinship.blind.direct import direct_matches
from repatria.kinship.blind.kin import kin_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains
from repatria.kinship.compiled import kernel
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.search.groups import ShapeGroup
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.screen import screened
from repatria.kinship.search.search import BLOCK, search
from repatria.kinship.search.tables import build_groups
from repatria.runners.cores import available
from repatria.synthetic.campaign.make import Campaign, make_campaign

Work = Callable[[], dict[str, object]]
THRESHOLD = math.log(1e4)
LEAST, KIN = 1e9, 1e6
"""Ratios of one person to two, and of kin to strangers: those of `repatria kinship clusters`."""


def _campaign(remains: int, families: int, seed: int) -> Campaign:
    population = load("nist1036-caucasian", Path("no-such-folder")).value
    return make_campaign(remains, families, seed, population=population)


def _groups(campaign: Campaign) -> tuple[list[ShapeGroup], int]:
    """Every missing person of a campaign as somebody looked for."""
    groups, count = [], 0
    for each in campaign.groups:
        hypothesis = Hypothesis.of("a shape", each.shape.pedigree)
        places = np.array([hypothesis.place[role] for role in each.shape.typed])
        order = np.argsort(places)
        typed = tuple(int(place) for place in places[order])
        alleles = each.places[:, :, order].astype(np.int16)
        for role in each.shape.missing:
            numbers = np.arange(count, count + len(each.numbers))
            groups.append(ShapeGroup(hypothesis, hypothesis.place[role], typed, numbers, alleles))
            count += len(each.numbers)
    return groups, count


def tables(families: int, theta: float = 0.0) -> Work:
    """Tables of all families, once to compile and once warm."""
    campaign = _campaign(max(100, families // 5), families, 1)
    groups, count = _groups(campaign)
    panel = campaign.panel
    if theta:
        population = replace(panel.population, theta=theta)
        panel = Panel.of(population, panel.settings, panel.names)
    computation = Computation(panel)

    def work() -> dict[str, object]:
        begun = time.perf_counter()
        build_groups(computation, groups, count)
        first = time.perf_counter() - begun
        if theta:  # what compiling takes is little beside it
            return {"missing": count, "first_s": round(first, 2)}
        begun = time.perf_counter()
        made = build_groups(computation, groups, count)
        warm = time.perf_counter() - begun
        return {
            "missing": count,
            "shapes": len(groups),
            "first_s": round(first, 2),
            "warm_s": round(warm, 2),
            "table_gb": round(made.ratios.nbytes / 1e9, 2),
        }

    return work


def searching(remains: int, families: int) -> Work:
    """All remains against all families, tables in memory."""
    campaign = _campaign(remains, families, 1)
    groups, count = _groups(campaign)
    made = build_groups(Computation(campaign.panel), groups, count)
    bodies = [campaign.remains(number) for number in range(remains)]
    search(made, bodies[:50], threshold=THRESHOLD)

    def work() -> dict[str, object]:
        begun = time.perf_counter()
        found = search(made, bodies, threshold=THRESHOLD)
        taken = time.perf_counter() - begun
        return {
            "pairs": found.compared,
            "search_s": round(taken, 2),
            "pairs_a_second": round(found.compared / taken),
            "summed_anew": found.anew,
            "at_threshold": len(found.values),
        }

    return work


def blind(remains: int) -> Work:
    """Remains against each other: pairs of one person, clusters with their checks, close kin."""
    campaign = _campaign(remains, max(1, remains * 2), 1)
    bodies = [Remains(campaign.remains(number)) for number in range(remains)]
    panel = campaign.panel
    _blind(panel, bodies[:200])

    def work() -> dict[str, object]:
        return _blind(panel, bodies)

    return work


def _blind(panel: Panel, bodies: list[Remains]) -> dict[str, object]:
    begun = time.perf_counter()
    readings = Readings.of(panel, bodies)
    pairs = direct_matches(readings, LEAST)
    direct = time.perf_counter()
    clusters = clustered(readings, pairs, LEAST)
    joined = time.perf_counter()
    kin = kin_pairs(readings, KIN)
    done = time.perf_counter()
    return {
        "pairs": len(bodies) * (len(bodies) - 1) // 2,
        "one_person_s": round(direct - begun, 2),
        "clusters_s": round(joined - direct, 2),
        "kin_s": round(done - joined, 2),
        "blind_s": round(done - begun, 2),
        "clusters": len(clusters.clusters),
        "pairs_of_kin": len(kin),
    }


@kernel
def _row_sums(table, places, sums, total):  # type: ignore[no-untyped-def]
    """The same rows added in the same layout, and nothing else: what the machine can do."""
    for i in range(places.shape[0]):
        for j in range(sums.size):
            sums[j] = 0
        at = 0
        while at + 4 <= places.shape[1]:
            a, b = table[places[i, at]], table[places[i, at + 1]]
            c, d = table[places[i, at + 2]], table[places[i, at + 3]]
            for j in range(sums.size):
                sums[j] += a[j] + b[j] + c[j] + d[j]
            at += 4
        while at < places.shape[1]:
            a = table[places[i, at]]
            for j in range(sums.size):
                sums[j] += a[j]
            at += 1
        total[0] += sums[0]


def screen(remains: int, families: int) -> Work:
    """The screen on blocks of 256 families, the best of each kept and what passes summed anew,
    beside bare row sums of the same blocks."""
    campaign = _campaign(remains, families, 1)
    groups, count = _groups(campaign)
    made = build_groups(Computation(campaign.panel), groups, count)
    bodies = [campaign.remains(number) for number in range(remains)]
    rows, wide = rows_of(made.panel, bodies)
    places = np.ascontiguousarray(wide.astype(np.int32))
    # Families of all shapes are mixed in a file.
    mixed = np.random.default_rng(1).permutation(count)
    blocks = [
        scores(rows, np.ascontiguousarray(made.ratios[mixed[at : at + BLOCK]].T),
               np.zeros((0, BLOCK)))
        for at in range(0, count - BLOCK + 1, BLOCK)
    ]  # fmt: skip
    known = np.empty(remains)

    def one(part: Sequence[int], keep: int = 5) -> None:
        best, who = np.full((remains, keep), -np.inf), np.full((remains, keep), -1)
        for number in part:
            each = blocks[number]
            screened(
                each.rounded, each.exact, places, each.unit, THRESHOLD, known, best, who,
                np.zeros((BLOCK, keep)), np.full((BLOCK, keep), -1), number * BLOCK,
                np.empty(500_000), np.empty((500_000, 2), np.int64), np.zeros(1, np.int64),
            )  # fmt: skip

    def bare(part: Sequence[int]) -> None:
        for number in part:
            _row_sums(
                blocks[number].rounded, places, np.empty(BLOCK, np.int16), np.zeros(1, np.int64)
            )

    def work() -> dict[str, object]:
        facts: dict[str, object] = {"pairs": len(blocks) * BLOCK * remains, "threads": available()}
        for name, part_of in (("screen", one), ("row_sums", bare)):
            part_of([0])
            known[:] = -np.inf
            shares = [range(start, len(blocks), available()) for start in range(available())]
            threads = [threading.Thread(target=part_of, args=(share,)) for share in shares]
            begun = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            taken = time.perf_counter() - begun
            facts[f"{name}_pairs_a_second"] = round(len(blocks) * BLOCK * remains / taken)
        return facts

    return work
