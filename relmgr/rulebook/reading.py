"""Reads TOML tables key by key; what is wrong is told with file, line, key and the nearest spelling.

A table that notes its problems goes on with a harmless stand-in, so that one reading finds all of them; the
rulebook is used only when there was none. Without a list of problems the first one is raised.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, Literal, TypeVar, overload

from relmgr.errors import Problem, RulebookError
from relmgr.rulebook.places import KeyPath, TomlText
from relmgr.words import Words

Choice = TypeVar("Choice", bound=StrEnum)
Part = TypeVar("Part")

SYNTAX = Words("不是有效的 TOML（{why}）。", "not valid TOML ({why}).")
UNKNOWN_KEY = Words("没有这个键，最接近的是 {near}。", "there is no such key; the nearest is {near}.")
MISSING = Words("缺少这个键。", "this key is missing.")
NOT_POSITIVE = Words("须大于 0。", "must be greater than 0.")
EMPTY_TEXT = Words("不能为空。", "must not be empty.")
WRONG_KIND = Words("应为{zh}。", "must be {en}.")
NOT_ONE_OF = Words(
    "「{value}」不可用，最接近的是 {near}；可用：{all}。",
    "'{value}' is not known; the nearest is {near}; known are: {all}.",
)
NOT_KNOWN = Words("「{value}」不可用，最接近的是 {near}。", "'{value}' is not known; the nearest is {near}.")
FEW: Final = 40
"""Names that a sentence can list; of more it tells the nearest alone."""
KINDS: Final[Mapping[str, Words]] = {
    "text": Words("文字", "text"),
    "number": Words("数字", "a number"),
    "count": Words("非负整数", "a whole number, not negative"),
    "flag": Words("true 或 false", "true or false"),
    "table": Words("一个表", "a table"),
    "tables": Words("一组表", "a list of tables"),
}
ABSENT: Final = object()
LINE = re.compile(r"line (\d+)")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled most like `word`, or a dash when none is known."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.0)), "-")


@dataclass(slots=True)
class TomlTable:
    """One table of a rule file, with the place where it stands; keys are taken one by one.

    `name` is the place as a person reads it. With `problems` what is wrong is noted there; a `stand_in` for a
    table that is missing notes nothing more. Keys that are not here are read from `base`, if there is one.
    """

    source: TomlText
    values: Mapping[str, Any]
    path: KeyPath = ()
    name: str = ""
    taken: list[str] = field(default_factory=list)
    problems: list[Problem] | None = None
    stand_in: bool = False
    base: "TomlTable | None" = None

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return self.source.file

    def _home(self, key: str) -> "TomlTable":
        """Return the table a key is read from."""
        return self if self.base is None or key in self.values else self.base._home(key)

    def has(self, key: str) -> bool:
        """Tell whether a key is there."""
        return key in self._home(key).values

    def problem(self, key: str, what: Words) -> Problem:
        """Return what is wrong with a key of this table, with its place; '' is the table itself."""
        home = self._home(key) if key and self.has(key) else self
        whole = f"{home.name}.{key}" if home.name and key else home.name or key
        return Problem(home.file, home.source.line_of((*home.path, key) if key else home.path), whole, what)

    def fail(self, key: str, what: Words) -> RulebookError:
        """Return the error that says what is wrong with a key of this table."""
        return RulebookError.of([self.problem(key, what)])

    def note(self, key: str, what: Words) -> None:
        """Note what is wrong with a key, once; raises RulebookError where problems are not collected."""
        if self.problems is None:
            raise self.fail(key, what)
        found = self.problem(key, what)
        if not self.stand_in and found[:3] not in {problem[:3] for problem in self.problems}:
            self.problems.append(found)

    def _note_kind(self, key: str, kind: str) -> None:
        words = KINDS[kind]
        self.note(key, Words(WRONG_KIND.zh.format(zh=words.zh), WRONG_KIND.en.format(en=words.en)))

    def take(self, key: str, default: object = ABSENT) -> Any:
        """Return the raw value of a key, or None (noted) when it is missing and has no default."""
        self.taken.append(key)
        value = self._home(key).values.get(key, default)
        if value is ABSENT:
            self.note(key, MISSING)
            return None
        return value

    def _taken_as(self, key: str, kind: str, default: object, is_right: Callable[[Any], bool]) -> Any:
        """Return a value of a kind, or None when something was noted about it."""
        value = self.take(key, default)
        if value is None or is_right(value):
            return value
        self._note_kind(key, kind)
        return None

    def textual(self, key: str, default: object = ABSENT) -> str:
        """Return a text."""
        value = self._taken_as(key, "text", default, lambda value: isinstance(value, str))
        return "" if value is None else value

    def number(self, key: str) -> float:
        """Return a number as a float."""
        value = self._taken_as(
            key,
            "number",
            ABSENT,
            lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        )
        return 1.0 if value is None else float(value)

    def count(self, key: str, default: object = ABSENT) -> int:
        """Return a whole number that is not negative."""
        value = self._taken_as(key, "count", default, lambda value: type(value) is int and value >= 0)
        return 1 if value is None else value

    def flag(self, key: str, default: object = ABSENT) -> bool:
        """Return true or false."""
        return bool(self._taken_as(key, "flag", default, lambda value: isinstance(value, bool)))

    @overload
    def choice(self, key: str, kind: type[Choice], default: Choice | Literal[""] = "") -> Choice: ...
    @overload
    def choice(self, key: str, kind: type[Choice], default: None) -> Choice | None: ...
    def choice(
        self, key: str, kind: type[Choice], default: Choice | Literal[""] | None = ""
    ) -> Choice | None:
        """Return a member of an enum by its stored value."""
        if default != "" and not self.has(key):
            self.taken.append(key)
            return default
        value = self._taken_as(key, "text", ABSENT, lambda value: isinstance(value, str))
        return next(iter(kind)) if value is None else self.member(key, value, kind)

    def member(self, key: str, value: str, kind: type[Choice]) -> Choice:
        """Return the member of an enum that a value under `key` names."""
        known = [member.value for member in kind]
        if value not in known:
            self.note(key, self.not_one_of(value, known))
            return next(iter(kind))
        return kind(value)

    def words(self, key: str) -> Words:
        """Return a text in both languages, written { zh = …, en = … }; neither may be empty."""
        table = self.table(key)
        found = table.both()
        table.finish()
        return found

    def both(self) -> Words:
        """Return the text of this table in both languages; neither may be empty."""
        found = Words(self.textual("zh"), self.textual("en"))
        for language, text in zip(("zh", "en"), found, strict=True):
            if not text.strip():
                self.note(language, EMPTY_TEXT)
        return found

    def table(self, key: str) -> "TomlTable":
        """Return a table inside this one; at the top of a file its keys are laid over those of the base."""
        value = self._taken_as(key, "table", ABSENT, lambda value: isinstance(value, dict))
        if value is None:
            return self._inside(key, {}, stand_in=True)
        inner = self._home(key)._inside(key, value)
        inner.problems = self.problems
        if self.base is not None and not self.path and inner.source is self.source and self.base.has(key):
            inner.base = self.base.table(key)
        return inner

    def _inside(self, key: str, value: Mapping[str, Any], *, stand_in: bool = False) -> "TomlTable":
        name = f"{self.name}.{key}" if self.name else key
        return TomlTable(
            self.source, value, (*self.path, key), name, [], self.problems, stand_in or self.stand_in
        )

    def tables(self, key: str) -> "Iterator[TomlTable]":
        """Return the tables of a list, each knowing where it stands."""
        value = self._taken_as(
            key,
            "tables",
            [],
            lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
        )
        home = self._home(key)
        for place, item in enumerate(value or ()):
            named = (item.get(label) for label in ("id", "name"))
            label = next((name for name in named if isinstance(name, str) and name), str(place + 1))
            inner = home._inside(key, item)
            inner.path, inner.name = (*inner.path, place), f"{inner.name}[{label}]"
            inner.problems = self.problems
            yield inner

    def each(self, key: str, read: "Callable[[TomlTable], Part]") -> tuple[Part, ...]:
        """Read every table of a list; one that cannot be read is noted and left out."""
        found = (attempt(table, read) for table in self.tables(key))
        return tuple(part for part in found if part is not None)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.values:
            if key not in self.taken:
                self.note(key, UNKNOWN_KEY.fill(near=nearest(key, self.taken)))
        if self.base is not None:
            self.base.taken += self.taken
            self.base.finish()

    @staticmethod
    def not_one_of(value: str, known: Iterable[str]) -> Words:
        """Return the sentence for a value outside a closed set; a long set is not listed."""
        names = list(known)
        if len(names) > FEW:
            return NOT_KNOWN.fill(value=value, near=nearest(value, names))
        return NOT_ONE_OF.fill(value=value, near=nearest(value, names), all=", ".join(names))


def attempt(table: TomlTable, read: Callable[[TomlTable], Part]) -> Part | None:
    """Read a table, or note why it cannot be read and return None; raises where nothing is collected."""
    try:
        return read(table)
    except RulebookError as error:
        if table.problems is None:
            raise
        known = {problem[:3] for problem in table.problems}
        table.problems += [problem for problem in error.problems if problem[:3] not in known]
        return None


def parse(file: str, text: str, problems: list[Problem] | None = None) -> TomlTable:
    """Return the top table of a TOML text; raises RulebookError with the line of a syntax error."""
    try:
        return TomlTable(TomlText(file, text), tomllib.loads(text), problems=problems)
    except tomllib.TOMLDecodeError as error:
        place = LINE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise RulebookError.of([Problem(file, line, "", SYNTAX.fill(why=error))]) from error
