"""docs/performance.md as sections: each bench replaces its own and leaves the others alone."""

import re
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

REPORT = Path(__file__).parents[1] / "docs" / "performance.md"
START = "\0"
"""Where the section goes; its text may hold what a pattern would read."""


def write_section(title: str, lines: Sequence[str], report: Path = REPORT) -> None:
    """Put a section of level two under its title, in the place of the one that stands there, else at the end."""
    text = report.read_text(encoding="utf-8") if report.exists() else "# Performance\n"
    section = "\n".join([f"## {title}", "", *map(_wrapped, lines)]).rstrip() + "\n"
    old = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    text = old.sub(f"{START}\n", text) if old.search(text) else f"{text.rstrip()}\n\n{START}\n"
    text = text.replace(START, section)
    report.write_text(text.rstrip() + "\n", encoding="utf-8")


def _wrapped(line: str) -> str:
    return line if line.startswith("|") else fill(line, 120, break_long_words=False, break_on_hyphens=False)
