"""Lists with known outcomes: what is missing stays missing, what leaks is refused, what is wrong is named."""

from pathlib import Path

import pytest

from relmgr.errors import NotFound, Refused
from relmgr.exchange.outcome_file import read_outcomes


def write(path: Path, header: str, rows: list[str]) -> Path:
    file = path / "cases.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_numbers_are_read_and_holes_stay_holes(tmp_path: Path) -> None:
    file = write(tmp_path, "a,b,name,out", ["1.5,?,x,0", "-2e3,,y,1", "NA,7,z,0"])
    found = read_outcomes(file, "OUT")
    assert found.sample.ratios == {"a": [1.5, -2000.0, None], "b": [None, None, 7.0]}
    assert found.sample.bad == [False, True, False]
    assert list(found.left_out) == ["name"]
    assert read_outcomes(file, "out", ["B"]).sample.ratios == {"B": [None, None, 7.0]}


@pytest.mark.parametrize("name", ["Term", "duration", "ChgOffPrinGr", "MIS_Status"])
def test_what_is_known_only_afterwards_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path, f"a,{name},out", ["1,60,0", "2,70,1"])
    assert set(read_outcomes(file, "out").left_out) == {name}
    with pytest.raises(Refused, match="gives it away"):
        read_outcomes(file, "out", [name])


def test_the_outcome_under_another_name_is_refused(tmp_path: Path) -> None:
    rows = [f"{n % 7},{int(n >= 30)},{9 - int(n >= 30)},{int(n >= 30)}" for n in range(60)]
    file = write(tmp_path, "a,status,turned,out", rows)
    assert set(read_outcomes(file, "out").left_out) == {"status", "turned"}
    with pytest.raises(Refused, match="the outcome itself"):
        read_outcomes(file, "out", ["turned"])


@pytest.mark.parametrize(
    ("header", "rows", "target", "names", "says"),
    [
        ("a,out", ["1,yes"], "out", None, r"line 2: 'out' must be 0 \(good\) or 1 \(bad\), not 'yes'"),
        ("a,out", ["1,0", "2,"], "out", None, "line 3: 'out' must be 0"),
        ("a,out", ["1,0", "many,1"], "out", ["a"], "line 3: 'a' must be a number, not 'many'"),
        ("a,out", ["1,0", "inf,1"], "out", ["a"], "line 3: 'a' must be a number, not 'inf'"),
    ],
)
def test_a_wrong_cell_is_named(
    tmp_path: Path, header: str, rows: list[str], target: str, names: list[str] | None, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        read_outcomes(write(tmp_path, header, rows), target, names)


def test_a_column_that_is_not_there_gets_the_nearest(tmp_path: Path) -> None:
    file = write(tmp_path, "quick_ratio,bankrupt", ["1,0"])
    with pytest.raises(NotFound, match="no column 'bankrupted'; the nearest is 'bankrupt'"):
        read_outcomes(file, "bankrupted")
    with pytest.raises(NotFound, match="the nearest is 'quick_ratio'"):
        read_outcomes(file, "bankrupt", ["quick"])
