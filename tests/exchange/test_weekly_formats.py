"""The weekly report in its formats: golden text in both languages, real types, and harmless user text."""

import csv
import io
import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from relmgr.domain.language import Language
from relmgr.domain.week_facts import WeekFacts
from relmgr.domain.weekly import summarise
from relmgr.domain.weekly_document import Document
from relmgr.domain.weekly_sections import document
from relmgr.errors import Refused
from relmgr.exchange.weekly_csv import weekly_csv
from relmgr.exchange.weekly_file import FORMATS, weekly_bytes, write_week
from relmgr.exchange.weekly_html import weekly_html
from relmgr.exchange.weekly_markdown import weekly_markdown
from tests.domain.week_values import GOLDEN, HOSTILE, WEEKS

HERE = Path(__file__).parent / "golden"
SUMMARY = summarise(GOLDEN, 10)
REPORT = document(SUMMARY)
TAGS = {"html", "head", "meta", "title", "style", "body"} | {
    "h1",
    "h2",
    "p",
    "ul",
    "li",
    "table",
    "tr",
    "th",
    "td",
}
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markdown_is_as_agreed(language: Language) -> None:
    """The whole text of one week, read by a person once and kept."""
    expected = (HERE / f"week_{language}.md").read_text(encoding="utf-8")
    assert weekly_markdown(REPORT, language) == expected


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


@given(WEEKS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_text_breaks_a_markdown_table(facts: WeekFacts) -> None:
    """Every row has the cells of its heading, whatever a client is called."""
    report = document(summarise(facts, 10))
    lines = weekly_markdown(report, "en").splitlines()
    tables = [line for line in lines if line.startswith("|")]
    wanted = [
        len(section.columns)
        for section in report.sections
        if section.entries
        for _ in ("head", "rule", *section.entries)
    ]
    assert [_cells(line) for line in tables] == wanted


def _table(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_one_flat_table_with_a_mark() -> None:
    """One line an entry, the same columns everywhere, dates in ISO form."""
    head, *rows = _table(weekly_csv(REPORT, "en"))
    assert head[:6] == ["Week", "Section key", "Section", "Date", "Time", "Client"]
    assert len(rows) == sum(len(section.entries) for section in REPORT.sections)
    assert {row[0] for row in rows} == {"2026-W48"}
    assert {len(row) for row in rows} == {len(head)}
    [tier] = [dict(zip(head, row, strict=True)) for row in rows if row[1] == "tiers"]
    assert (tier["Date"], tier["Kind"], tier["Score before"], tier["Score now"]) == (
        "2026-11-24",
        "A > B",
        "81.4",
        "66.2",
    )


@given(WEEKS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_text_becomes_a_formula(facts: WeekFacts) -> None:
    """No cell of user text begins as a spreadsheet formula, and no line break ends an entry."""
    report = document(summarise(facts, 10))
    _, *rows = _table(weekly_csv(report, "zh"))
    assert len(rows) == sum(len(section.entries) for section in report.sections)
    for row in rows:
        texts = [cell for cell in row if not NUMBER.fullmatch(cell)]
        assert not any(text.lstrip().startswith(("=", "+", "-", "@", "＝")) for text in texts)
        assert all(text.isprintable() for text in texts)


def _workbook(report_language: Language) -> "openpyxl.Workbook":
    return openpyxl.load_workbook(io.BytesIO(weekly_bytes(SUMMARY, ".xlsx", report_language)))


def test_the_workbook_has_real_dates_and_numbers() -> None:
    """Opened again: a summary sheet, a sheet a section, dates as dates, scores and days as numbers."""
    book = _workbook("en")
    assert book.sheetnames == ["Summary", *(section.title.en for section in REPORT.sections)]
    figures = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert figures["Visits done"] == 2
    assert figures["Monday"] == datetime(2026, 11, 23)  # noqa: DTZ001  a cell has no zone
    [_, tier] = book["Tier changes"].iter_rows(values_only=True)
    assert tier[0] == datetime(2026, 11, 24)  # noqa: DTZ001
    assert tier[1:6] == (HOSTILE, "A > B", 81.4, 66.2, "rejected")
    [_, late] = book["Follow-ups overdue"].iter_rows(values_only=True)
    assert late[-1] == 6


def test_a_formula_in_a_text_stays_text() -> None:
    """Excel shows what was typed; it computes nothing."""
    page = _workbook("zh")["本周承诺"]
    cell = page["D2"]
    assert (cell.value, cell.data_type) == ("=1+1 补三季报", "s")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Collect the tags."""
        self.seen.add(tag)


@given(WEEKS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_text_becomes_html(facts: WeekFacts) -> None:
    """Only the tags of the template are in the page."""
    parser = _Tags()
    parser.feed(weekly_html(document(summarise(facts, 10)), "zh"))
    assert parser.seen <= TAGS


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_every_format_is_written_whole(tmp_path: Path, suffix: str, language: Language) -> None:
    """The ending chooses the format; a file that is there is not replaced unless asked for."""
    path = tmp_path / f"周报{suffix.upper()}"
    assert write_week(SUMMARY, path, language) == path
    size = path.stat().st_size
    with pytest.raises(Refused, match="exists"):
        write_week(SUMMARY, path, language)
    write_week(SUMMARY, path, language, force=True)
    assert abs(path.stat().st_size - size) < 64
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["week.docx", "week", "week.pdf"])
def test_an_unknown_ending_names_those_known(tmp_path: Path, name: str) -> None:
    """The sentence says what would be right, and nothing is written."""
    with pytest.raises(Refused, match=r"\.md / \.xlsx / \.csv / \.html"):
        write_week(SUMMARY, tmp_path / name, "en")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """No traceback for a path that cannot be."""
    with pytest.raises(Refused, match="There is no folder"):
        write_week(SUMMARY, tmp_path / "no" / "w.md", "en")


def test_dates_stay_dates_in_the_document() -> None:
    """The document keeps types; only a format turns them into text."""
    report: Document = REPORT
    [visit, _] = next(s for s in report.sections if s.key == "visits").rows("zh")
    assert visit[0] == date(2026, 11, 23)
