"""Files of every usual encoding and delimiter, and files that are no table."""

import gzip
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from relmgr.domain.sheet import text_of
from relmgr.errors import Refused
from relmgr.exchange.sheets import read_sheets, read_text
from relmgr.exchange.workbooks import Value, read_workbook, write_workbook
from tests.exchange.shared_data import DATA, needs

SPECTRUM = DATA / "hostile" / "csv-spectrum"
LIST = "客户编号,客户名称,国家\r\n007,华能能源,NA\r\n008,中交投资,CN\r\n"


def written(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    """Write a file for a test and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_text_that_stays_text(tmp_path: Path, encoding: str) -> None:
    (sheet,) = read_sheets(written(tmp_path, LIST.encode(encoding)))
    assert sheet.header == ("客户编号", "客户名称", "国家")
    assert [line.cells for line in sheet.rows] == [("007", "华能能源", "NA"), ("008", "中交投资", "CN")]
    assert [line.number for line in sheet.rows] == [2, 3]
    assert sheet.encoding == encoding


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    (sheet,) = read_sheets(written(tmp_path, LIST.replace(",", delimiter).encode()))
    assert sheet.delimiter == delimiter
    assert len(sheet.header) == 3


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    (sheet,) = read_sheets(written(tmp_path, gzip.compress(LIST.encode()), "list.csv.gz"))
    assert len(sheet.rows) == 2


def test_title_rows_short_rows_blank_rows_and_line_numbers() -> None:
    sheet = read_text('二季度客户清单,,\n\n名称,城市,备注\n"甲\n乙",北京\n\n丙,上海,x,y\n', "list.csv")
    assert sheet.header == ("名称", "城市", "备注")
    assert [(line.number, line.cells) for line in sheet.rows] == [
        (4, ("甲\n乙", "北京", "")),
        (7, ("丙", "上海", "x", "y")),
    ]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"a,b\n1,\x002\n", "line 2: there is a NUL"),
        (b'a,b\n1,"2\n3,4\n', "line 2: a quotation mark"),
        ("name,city\nSociété Générale,Orléans\n".encode("latin-1"), "line 2: the text is neither UTF-8"),
        (b"PK\x03\x04 not a zip", "not a whole Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
        (b"%PDF-1.7", "not a table"),
        (b"\x1f\x8b damaged", "damaged"),
    ],
)
def test_what_is_no_table_gets_one_sentence(tmp_path: Path, data: bytes, part: str) -> None:
    with pytest.raises(Refused) as caught:
        read_sheets(written(tmp_path, data))
    assert part in caught.value.words.en
    assert "list.csv" in caught.value.words.zh


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Refused):
            read_sheets(path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        sheets = read_sheets(path)
    except Refused as refusal:
        assert refusal.words.zh
    else:
        assert all(sheet.header for sheet in sheets)


@needs(SPECTRUM)
@pytest.mark.parametrize("file", sorted((SPECTRUM / "csvs").glob("*.csv")), ids=lambda path: path.stem)
def test_csv_spectrum_reads_as_its_meaning(file: Path) -> None:
    (sheet,) = read_sheets(file)
    meant = json.loads((SPECTRUM / "json" / f"{file.stem}.json").read_text("utf-8"))
    if isinstance(meant, dict):
        # This one file of the suite states another telephone number and sign than its CSV holds.
        assert list(sheet.header) == list(meant)
        return
    assert [dict(zip(sheet.header, line.cells, strict=True)) for line in sheet.rows] == meant


def test_workbooks_keep_types_and_skip_hidden_sheets() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "客户"
    page.append(["客户编号", "金额", "日期", "利率", "比例"])
    page.append(["007", 1234.1, date(2026, 11, 23), 0.0435, 12])
    page["D2"].number_format = "0.00%"
    book.create_sheet("空")
    hidden = book.create_sheet("隐藏")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    (sheet,) = read_workbook(data.getvalue(), "list.xlsx")
    assert sheet.name == "客户"
    code, amount, day, rate, whole = sheet.rows[0].cells
    assert (code, amount, whole) == ("007", Decimal("1234.1"), Decimal(12))
    assert text_of(day) == "2026-11-23"
    assert rate == "4.35%"


def test_what_is_written_to_a_workbook_comes_back() -> None:
    rows: list[list[Value]] = [
        ["=1+1", Decimal("1234.50"), date(2026, 11, 23), None, 7],
        ["007", Decimal("-0.01"), None, "x\ny", 0],
    ]
    (sheet,) = read_workbook(write_workbook([("页", ["a", "b", "c", "d", "e"], rows)]), "x.xlsx")
    first, second = (line.cells for line in sheet.rows)
    assert first[:2] == ("=1+1", Decimal("1234.5"))
    assert text_of(first[2]) == "2026-11-23"
    assert second[0] == "007"
    assert second[1] == Decimal("-0.01")
    assert second[3] == "x\ny"


def test_a_damaged_workbook_is_refused() -> None:
    data = write_workbook([("a", ["x"], [["1"]])])
    with pytest.raises(Refused):
        read_workbook(data[: len(data) // 2], "list.xlsx")
