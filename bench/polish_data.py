"""The Polish bankruptcy file as a sample of named ratios; the data are no part of the project.

UCI data set 365, "Polish companies bankruptcy", doi 10.24432/C5F600, licence CC BY 4.0, file 1year.arff: 64 ratios
of a year and whether the firm was bankrupt five years later. Duplicate rows are removed before anything is counted.
"""

import csv
import gzip
import os
from hashlib import sha256
from pathlib import Path

from relmgr.domain.card_samples import Sample

ROOT = Path(__file__).parents[1]
DATA = Path(
    os.environ.get("RELMGR_POLISH") or ROOT.parent / "shared" / "data" / "polish_bankruptcy" / "1year.arff.gz"
)
SHA256 = "0d69a5dec847a0d8fd97967c8ba3474cd6499af571a8acec14f29c3ec1cd1aa3"
"""Of the compressed file that the figures in docs/performance.md were measured on."""

CARD = {
    "profit_3y_to_assets": "X24",
    "quick_ratio": "X46",
    "profit_and_depreciation_to_sales": "X13",
    "long_term_capital_to_assets": "X38",
    "retained_earnings_to_assets": "X6",
}
"""The ratios of the shipped card and their columns in the file."""

AMOUNTS = ("X29", "X55")
"""Columns that are no ratios: the logarithm of total assets and the working capital itself, in currency."""

Z2 = ("X3", "X6", "X7", "X8")
Z1 = (*Z2, "X9")
"""Working capital, retained earnings, EBIT to assets, equity to liabilities, sales to assets."""


def digest(path: Path) -> str:
    """Return the sha256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def polish(path: Path = DATA) -> Sample:
    """Return the cases of the file without duplicate rows; `?` is missing."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = file.read().partition("@data")[2].splitlines()
    rows = [line.strip().split(",") for line in dict.fromkeys(map(str.strip, lines)) if line]
    columns = list(zip(*rows, strict=True))
    ratios = {
        f"X{place}": [None if text == "?" else float(text) for text in column]
        for place, column in enumerate(columns[:-1], start=1)
    }
    return Sample(ratios, [text == "1" for text in columns[-1]])


def named(sample: Sample) -> Sample:
    """Return the ratios of the shipped card under their own names."""
    return Sample({name: sample.ratios[column] for name, column in CARD.items()}, sample.bad)


def write_csv(sample: Sample, path: Path) -> None:
    """Write a sample as the list that `relmgr train-scorecard` reads; the outcome is the column `bankrupt`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*sample.ratios, "bankrupt"])
        for values, bad in zip(zip(*sample.ratios.values(), strict=True), sample.bad, strict=True):
            writer.writerow(["" if value is None else repr(value) for value in values] + [int(bad)])
