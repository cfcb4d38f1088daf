"""Writes the weekly report to a file; the ending of its name says which format."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from relmgr.domain.language import Language
from relmgr.domain.weekly import WeekSummary
from relmgr.domain.weekly_document import Document
from relmgr.domain.weekly_sections import document
from relmgr.errors import Refused
from relmgr.exchange.atomic import write_atomically
from relmgr.exchange.weekly_csv import weekly_csv
from relmgr.exchange.weekly_html import weekly_html
from relmgr.exchange.weekly_markdown import weekly_markdown
from relmgr.words import Words

UNKNOWN: Final = Words(
    "周报不能写成「{suffix}」；文件名请以 {known} 结尾。",
    'The weekly report cannot be written as "{suffix}"; end the file name in {known}.',
)


def _markdown(report: Document, language: Language) -> bytes:
    return weekly_markdown(report, language).encode("utf-8", "replace")


def _html(report: Document, language: Language) -> bytes:
    return weekly_html(report, language).encode("utf-8", "replace")


def _workbook(report: Document, language: Language) -> bytes:
    from relmgr.exchange.weekly_workbook import weekly_workbook  # noqa: PLC0415  openpyxl is only for workbooks

    return weekly_workbook(report, language)


FORMATS: Final[dict[str, Callable[[Document, Language], bytes]]] = {
    ".md": _markdown,
    ".xlsx": _workbook,
    ".csv": weekly_csv,
    ".html": _html,
}
"""Ending of a file name to the renderer of its format."""


def weekly_bytes(summary: WeekSummary, suffix: str, language: Language) -> bytes:
    """Return the report in the format of an ending such as '.md'; raises Refused naming those known."""
    render = FORMATS.get(suffix.lower())
    if render is None:
        raise Refused(UNKNOWN.fill(suffix=suffix or "?", known=" / ".join(FORMATS)))
    return render(document(summary), language)


def write_week(summary: WeekSummary, path: Path, language: Language, *, force: bool = False) -> Path:
    """Write the report and return its path; a file that is there is replaced only with `force`."""
    write_atomically(path, weekly_bytes(summary, path.suffix, language), force=force)
    return path
