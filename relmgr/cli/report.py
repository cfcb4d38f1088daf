"""What a command answers: data for scripts and the same as tables and lines for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from relmgr.words import Words


class Styled(NamedTuple):
    """A text with a Rich style, which plain output leaves out; the text alone carries the meaning."""

    text: str
    style: str


Cell = str | Styled


class Column(NamedTuple):
    """The heading of a column and whether its figures stand on the right."""

    title: Words
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, or the sentence `empty` when there are none."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    empty: Words
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values below each other."""

    pairs: Sequence[tuple[str, Cell]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, one per line."""

    lines: Sequence[Cell]
    title: str = ""


Block = Table | Facts | Lines


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a command: `data` becomes the JSON, `blocks` the text, `code` the exit code."""

    data: object
    blocks: Sequence[Block] = ()
    code: int = 0


def sentence(text: str, data: object, code: int = 0) -> Report:
    """Return a report that is one line of text."""
    return Report(data, (Lines((text,)),), code)
