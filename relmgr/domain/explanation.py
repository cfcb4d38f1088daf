"""Why: a conclusion with the lines it follows from, each with what it rests on, down to the rows of the book."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an explanation; `fact` and `subject` name the fact whose rows stand behind it, if any."""

    text: Words
    children: tuple["Line", ...] = ()
    fact: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is explained, what came of it, as of which day, by which rules, and why."""

    title: Words
    conclusion: Words
    day: date
    rules: str
    lines: tuple[Line, ...]

    def walk(self) -> Iterator[tuple[int, Line]]:
        """Yield every line with its depth, in the order of reading."""
        yield from _walk(self.lines, 0)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return the facts named anywhere, with their subjects, each once."""
        return tuple(dict.fromkeys((line.fact, line.subject) for _, line in self.walk() if line.fact))

    def with_rows(self, rows: Callable[[str, str], tuple[Line, ...]]) -> "Explanation":
        """Return the explanation with the rows of each fact under the first line that names it."""
        seen: set[tuple[str, str]] = set()
        return replace(self, lines=tuple(_with_rows(line, rows, seen) for line in self.lines))


def _walk(lines: tuple[Line, ...], depth: int) -> Iterator[tuple[int, Line]]:
    for line in lines:
        yield depth, line
        yield from _walk(line.children, depth + 1)


def _with_rows(line: Line, rows: Callable[[str, str], tuple[Line, ...]], seen: set[tuple[str, str]]) -> Line:
    own = tuple(_with_rows(child, rows, seen) for child in line.children)
    key = (line.fact, line.subject)
    if line.fact and key not in seen:
        seen.add(key)
        own += rows(*key)
    return replace(line, children=own)
