"""Holds the pairs of joint assignments against the truth: a picture, its table, and the sums."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from repatria.base.errors import RepatriaError
from repatria.cli.kinship_calibration_chart import chart
from repatria.cli.writing import write
from repatria.formats.joint_table import ToldPair, read_joint
from repatria.formats.person_truth import KnownPerson, read_truth
from repatria.kinship.joint.calibration import Bin, calibration, false_ones, scores
from repatria.kinship.joint.pairing import probability

LEVELS = (0.9999, 0.999, 0.99)
COLUMNS = {
    "from": "posteriors from this one on",
    "to": "to below this one",
    "pairs": "how many pairs",
    "mean": "their mean posterior",
    "true": "how many are true: every sample of the person found is the missing person's",
    "share": "the share that is true",
    "low": "lower end of its exact 95 % interval (Clopper and Pearson)",
    "high": "upper end",
}


class CalibrationError(RepatriaError):
    """Posteriors that cannot be held against a truth."""


def calibrated(joints: Sequence[Path], truths: Sequence[Path], out: Path) -> Iterator[str]:
    """Draw and write, and tell what came of it line by line."""
    posteriors, right, digests = [], [], []
    for joint, truth in zip(joints, truths, strict=True):
        pairs, known = read_joint(joint), read_truth(truth)
        posteriors += [pair.posterior for pair in pairs.value]
        right += [_is_true(pair, known.value, truth) for pair in pairs.value]
        digests += [
            f"{joint.name} SHA-256 {pairs.sha256}, {truth.name} SHA-256 {known.sha256}",
        ]
    if not posteriors:
        raise CalibrationError("there is no pair to hold against the truth")
    values, true = np.array(posteriors), np.array(right, np.bool_)
    bins = calibration(values, true)
    told = [scores(values, true).sentence]
    told += [false_ones(values, true, level).sentence for level in LEVELS]
    write([chart(bins, told), "\n"], out)
    beside = out.with_suffix(".csv")
    write(_lines(bins, told, digests), beside)
    yield from told
    yield f"{_holding(bins)} of {len(bins)} bins hold the mean posterior in the interval"
    yield f"written to {out} and {beside}"


def _is_true(pair: ToldPair, known: dict[str, KnownPerson], file: Path) -> bool:
    """Whether every sample is that missing person's."""
    for sample in pair.samples:
        if sample not in known:
            raise CalibrationError(f"{file.name} does not tell whose the sample {sample} is")
    return all(known[sample].is_missing(pair.missing, pair.family) for sample in pair.samples)


def _holding(bins: Sequence[Bin]) -> int:
    return sum(each.holds for each in bins)


def _lines(bins: Sequence[Bin], told: Sequence[str], digests: Sequence[str]) -> Iterator[str]:
    for line in (*told, *digests):
        yield f"# {line}\n"
    for name, words in COLUMNS.items():
        yield f"# {name}: {words}\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in bins:
        writer.writerow(
            (
                f"{each.low:.8g}", f"{each.high:.8g}", each.count, probability(each.mean),
                each.true, f"{each.true / each.count:.6g}", f"{each.least:.6g}",
                f"{each.most:.6g}",
            )
        )  # fmt: skip
    yield buffer.getvalue()
