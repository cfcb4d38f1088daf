"""The weekly report as one plain HTML file without scripts or outside parts; user text is escaped."""

from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from relmgr.domain.dates import full
from relmgr.domain.language import Language
from relmgr.domain.weekly_document import Document, Section, said
from relmgr.exchange.weekly_markdown import CHECKS, DRAFT, NOTHING, STATUS, SUMMARY

STYLE: Final = (
    "body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top}td.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}"
)


def weekly_html(report: Document, language: Language) -> str:
    """Return the report as an HTML document."""
    title = escape(said(report.title, language))
    status = said(DRAFT if report.is_draft else STATUS, language).format(day=full(report.as_of, language))
    sentences = "".join(f"<p>{escape(said(sentence, language))}</p>\n" for sentence in report.sentences)
    checks = "".join(
        f"<li>{'✓' if check.kind == 'ok' else '⚠'} {escape(said(check.words, language))}</li>\n"
        for check in report.checks
    )
    sections = "".join(_section(section, language) for section in report.sections)
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{escape(status)}</p>\n<h2>{said(SUMMARY, language)}</h2>\n{sentences}"
        f"<h2>{said(CHECKS, language)}</h2>\n<ul>\n{checks}</ul>\n{sections}</body>\n</html>\n"
    )


def _section(section: Section, language: Language) -> str:
    title = f"<h2>{escape(said(section.title, language))} ({len(section.entries)})</h2>\n"
    if not section.entries:
        return f"{title}<p>{said(NOTHING, language)}</p>\n"
    header = "".join(f"<th>{escape(name)}</th>" for name in section.header(language))
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in section.rows(language))
    return f"{title}<table>\n<tr>{header}</tr>\n{rows}</table>\n"


def _cell(value: str | int | Decimal | date | None) -> str:
    if value is None:
        return "<td>-</td>"
    if isinstance(value, date):
        return f'<td class="d">{value.isoformat()}</td>'
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    return f'<td class="n">{value}</td>'
