"""Where the real lists lie that tests may use; they are no part of the project, so tests skip without them."""

import csv
import gzip
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
IBRD = DATA / "ibrd_loans" / "ibrd-statement-of-loans-2020-11-30.csv.gz"
SBA = DATA / "sba_loans" / "SBAnational-sample.csv.gz"


def needs(path: Path) -> pytest.MarkDecorator:
    """Return the mark that skips a test when the file or folder is absent."""
    return pytest.mark.skipif(not path.exists(), reason=f"../shared/data is absent ({path.name})")


def plain_rows(path: Path) -> list[dict[str, str]]:
    """Read a gzipped CSV with nothing but the standard library."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
