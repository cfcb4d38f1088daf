"""Texts that are written anew: what is kept of what an editor hands back, and which texts there are."""

import unicodedata
from enum import StrEnum

from relmgr.domain.drafts import MAX_TEXT, TOO_LONG
from relmgr.errors import Invalid
from relmgr.words import Words

DERIVED = Words(
    "这条提醒由数据生成，不能改写；请改它所说的事。",
    "This reminder follows from data; change what it is about.",
)
TOPIC_LENGTH = 300
"""Longest topic of a planned visit in characters: what the book keeps."""


class TextKind(StrEnum):
    """A text that can be written anew without touching anything else of its row."""

    SUMMARY = "summary"
    TOPIC = "topic"
    TASK = "task"
    REMINDER = "reminder"
    NOTES = "notes"


SEVERAL_LINES = frozenset({TextKind.SUMMARY, TextKind.NOTES})
"""Kinds that keep their lines; the others stand on one line wherever they are shown."""


def tidied(kind: TextKind, text: str) -> str:
    """Return a text as it is kept: trimmed, without control characters, on one line unless the kind has several.

    Raises Invalid for a text longer than its field takes.
    """
    lines = [_harmless(line).rstrip() for line in text.split("\n")]
    kept = "\n".join(lines).strip() if kind in SEVERAL_LINES else " ".join(" ".join(lines).split())
    most = TOPIC_LENGTH if kind is TextKind.TOPIC else MAX_TEXT
    if len(kept) > most:
        raise Invalid("text", TOO_LONG.fill(most=most))
    return kept


def without_client(text: str, client: str) -> tuple[str, str]:
    """Return what stands before a reminder's own words, the client's name or nothing, and those words."""
    lead = f"{client}："
    return (lead, text.removeprefix(lead)) if client and text.startswith(lead) else ("", text)


def _harmless(line: str) -> str:
    """A zero byte would end the text where JSON of the audit is made of it; the rest moves a terminal's cursor."""
    return "".join(ch for ch in line if ch == "\t" or unicodedata.category(ch) != "Cc")
