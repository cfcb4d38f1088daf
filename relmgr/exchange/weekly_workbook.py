"""The weekly report as a workbook: a summary sheet and one sheet a section, with real dates and numbers.

The only weekly format that loads openpyxl; import it where a workbook is written.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from relmgr.domain.language import Language
from relmgr.domain.weekly_document import Document, said
from relmgr.exchange.weekly_markdown import CHECKS, SUMMARY
from relmgr.exchange.workbooks import write_workbook
from relmgr.words import Words

FIGURE: Final = Words("指标", "Figure")
VALUE: Final = Words("数值", "Value")
WEEK: Final = Words("周次", "Week")
MANAGER: Final = Words("客户经理", "Account manager")
FROM: Final = Words("周一", "Monday")
AS_OF: Final = Words("截至", "As of")

Cell = str | int | Decimal | date | None


def weekly_workbook(report: Document, language: Language) -> bytes:
    """Return the report as XLSX bytes; text is stored as text, also when it begins with `=`."""
    facts = report.summary.facts
    head: list[tuple[Cell, ...]] = [
        (said(WEEK, language), str(facts.week)),
        (said(MANAGER, language), facts.manager),
        (said(FROM, language), facts.week.monday),
        (said(AS_OF, language), report.as_of),
    ]
    figures = [(said(words, language), value) for words, value in report.figures]
    checks = [(said(CHECKS, language), said(check.words, language)) for check in report.checks]
    summary = (
        said(SUMMARY, language),
        (said(FIGURE, language), said(VALUE, language)),
        [*head, *figures, *checks],
    )
    sections = [
        (said(section.title, language), section.header(language), list(section.rows(language)))
        for section in report.sections
    ]
    return write_workbook([summary, *sections])
