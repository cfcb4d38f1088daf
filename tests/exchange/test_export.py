"""Exports: typed values in each format, formulas made harmless, nothing overwritten silently."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.export_tables import (
    Choice,
    ExportColumn,
    ExportKind,
    ExportTable,
    LocalMoment,
    Rate,
    Value,
)
from relmgr.domain.money import Money
from relmgr.errors import Refused
from relmgr.exchange.export import neutral, original, write_export
from relmgr.exchange.sheets import read_sheets
from relmgr.words import Words

NAMES = ("text", "money", "rate", "day", "moment", "choice", "flag", "none")
ROW: tuple[Value, ...] = (
    "=cmd()",
    Money(-123_456, "CNY"),
    Rate(43_500),
    date(2026, 11, 23),
    LocalMoment(datetime(2026, 11, 23, 10, 30), False),  # noqa: DTZ001  local time of the banker
    Choice("term", Words("固定资产贷款", "term")),
    True,
    None,
)
TABLE = ExportTable(
    ExportKind.FACILITIES,
    (
        *(ExportColumn(name, Words(f"列{name}", name)) for name in NAMES),
        ExportColumn("x", Words("附加：x", "extra: x"), True),
    ),
    ((*ROW, "-1"),),
)


def test_csv_has_a_mark_headings_and_harmless_text(tmp_path: Path) -> None:
    write_export(tmp_path / "x.csv", TABLE, "zh")
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    header, row, _ = data.decode("utf-8-sig").split("\r\n")
    assert header.startswith("列text,列money")
    assert row == "'=cmd(),-1234.56,4.35%,2026-11-23,2026-11-23 10:30,固定资产贷款,是,,'-1"


def test_xlsx_has_real_numbers_and_dates(tmp_path: Path) -> None:
    write_export(tmp_path / "x.xlsx", TABLE, "en")
    (sheet,) = read_sheets(tmp_path / "x.xlsx")
    text, money, rate, day, moment, choice, flag, *_, extra = sheet.rows[0].cells
    assert (text, extra) == ("=cmd()", "-1")
    assert (money, rate) == (Decimal("-1234.56"), "4.35%")
    assert isinstance(day, date)
    assert moment == datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001  a workbook has local times
    assert (choice, flag) == ("term", "yes")


def test_json_is_stable_and_language_free(tmp_path: Path) -> None:
    write_export(tmp_path / "x.json", TABLE, "zh")
    found = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert found["kind"] == "facilities"
    assert found["rows"] == [
        {
            "text": "=cmd()",
            "money": {"minor": -123_456, "currency": "CNY"},
            "rate": 43_500,
            "day": "2026-11-23",
            "moment": "2026-11-23T10:30",
            "choice": "term",
            "flag": True,
            "none": None,
            "extra": {"x": "-1"},
        }
    ]


def test_a_file_is_only_replaced_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("mine")
    with pytest.raises(Refused):
        write_export(path, TABLE, "zh")
    assert path.read_text() == "mine"
    write_export(path, TABLE, "zh", force=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        write_export(tmp_path / "x.doc", TABLE, "zh")
    assert ".csv, .xlsx, .json" in caught.value.words.en


@given(st.text())
def test_what_is_made_harmless_comes_back(text: str) -> None:
    assert original(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
