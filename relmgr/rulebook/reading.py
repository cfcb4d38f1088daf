"""Reads TOML tables key by key; what is wrong is told with file, line, key and the nearest spelling."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, Literal, TypeVar, overload

from relmgr.errors import RulebookError
from relmgr.words import Words

Choice = TypeVar("Choice", bound=StrEnum)

SYNTAX = Words("{file}：不是有效的 TOML（{why}）。", "{file}: not valid TOML ({why}).")
AT = Words("{file} 第 {line} 行，{key}：{what}", "{file}, line {line}, {key}: {what}")
UNKNOWN_KEY = Words("没有这个键，最接近的是 {near}。", "there is no such key; the nearest is {near}.")
MISSING = Words("缺少这个键。", "this key is missing.")
WRONG_KIND = Words("应为{zh}。", "must be {en}.")
NOT_ONE_OF = Words(
    "「{value}」不可用，最接近的是 {near}；可用：{all}。",
    "'{value}' is not known; the nearest is {near}; known are: {all}.",
)
KINDS: Final[Mapping[str, Words]] = {
    "text": Words("文字", "text"),
    "number": Words("数字", "a number"),
    "count": Words("非负整数", "a whole number, not negative"),
    "flag": Words("true 或 false", "true or false"),
    "table": Words("一个表", "a table"),
    "tables": Words("一组表", "a list of tables"),
}
ABSENT: Final = object()


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled most like `word`."""
    return get_close_matches(word, list(known), n=1, cutoff=0.0)[0]


@dataclass(slots=True)
class TomlTable:
    """One table of a rule file, with the place where it begins; keys are taken one by one."""

    file: str
    text: str
    values: Mapping[str, Any]
    start: int = 0
    name: str = ""
    taken: list[str] = field(default_factory=list)

    def fail(self, key: str, what: Words) -> RulebookError:
        """Return the error that says what is wrong with a key of this table."""
        path = f"{self.name}.{key}" if self.name else key
        place = re.compile(rf"(?:\b|\"){re.escape(key)}\"?\s*=|^\[+{re.escape(key)}\]", re.MULTILINE)
        match = place.search(self.text, self.start)
        line = self.text.count("\n", 0, match.start() if match else self.start) + 1
        zh, en = (AT[i].format(file=self.file, line=line, key=path, what=what[i]) for i in (0, 1))
        return RulebookError(Words(zh, en))

    def _kind(self, key: str, kind: str) -> RulebookError:
        return self.fail(
            key, Words(WRONG_KIND.zh.format(zh=KINDS[kind].zh), WRONG_KIND.en.format(en=KINDS[kind].en))
        )

    def take(self, key: str, default: object = ABSENT) -> Any:
        """Return the raw value of a key; raises RulebookError when it is missing and has no default."""
        self.taken.append(key)
        value = self.values.get(key, default)
        if value is ABSENT:
            raise self.fail(key, MISSING)
        return value

    def textual(self, key: str, default: object = ABSENT) -> str:
        """Return a text."""
        value = self.take(key, default)
        if not isinstance(value, str):
            raise self._kind(key, "text")
        return value

    def number(self, key: str) -> float:
        """Return a number as a float."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._kind(key, "number")
        return float(value)

    def count(self, key: str, default: object = ABSENT) -> int:
        """Return a whole number that is not negative."""
        value = self.take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._kind(key, "count")
        return value

    def flag(self, key: str, default: object = ABSENT) -> bool:
        """Return true or false."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self._kind(key, "flag")
        return value

    @overload
    def choice(self, key: str, kind: type[Choice], default: Choice | Literal[""] = "") -> Choice: ...
    @overload
    def choice(self, key: str, kind: type[Choice], default: None) -> Choice | None: ...
    def choice(
        self, key: str, kind: type[Choice], default: Choice | Literal[""] | None = ""
    ) -> Choice | None:
        """Return a member of an enum by its stored value."""
        if default != "" and key not in self.values:
            return default
        return self.member(key, self.textual(key), kind)

    def member(self, key: str, value: str, kind: type[Choice]) -> Choice:
        """Return the member of an enum that a value under `key` names."""
        known = [member.value for member in kind]
        if value not in known:
            raise self.fail(key, self.not_one_of(value, known))
        return kind(value)

    def words(self, key: str) -> Words:
        """Return a text in both languages, written { zh = …, en = … }."""
        table = self.table(key)
        found = Words(table.textual("zh"), table.textual("en"))
        table.finish()
        return found

    def table(self, key: str) -> "TomlTable":
        """Return a table inside this one."""
        value = self.take(key)
        if not isinstance(value, dict):
            raise self._kind(key, "table")
        header = re.search(rf"^\[{re.escape(key)}\]", self.text, re.MULTILINE)
        start = header.start() if header and not self.name else self.start
        return TomlTable(self.file, self.text, value, start, f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> "Iterator[TomlTable]":
        """Return the tables of a list, each knowing where it begins."""
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._kind(key, "tables")
        headers = [m.start() for m in re.finditer(rf"^\[\[{re.escape(key)}\]\]", self.text, re.MULTILINE)]
        for place, item in enumerate(value):
            start = headers[place] if len(headers) == len(value) else self.start
            label = item.get("id") or item.get("name") or str(place + 1)
            name = f"{self.name}.{key}[{label}]" if self.name else f"{key}[{label}]"
            yield TomlTable(self.file, self.text, item, start, name)

    def finish(self) -> None:
        """Raise RulebookError for the first key that nobody asked for."""
        for key in self.values:
            if key not in self.taken:
                near = nearest(key, self.taken)
                raise self.fail(key, UNKNOWN_KEY.fill(near=near))

    @staticmethod
    def not_one_of(value: str, known: Iterable[str]) -> Words:
        """Return the sentence for a value outside a closed set."""
        names = list(known)
        return NOT_ONE_OF.fill(value=value, near=nearest(value, names), all=", ".join(names))


def parse(file: str, text: str) -> TomlTable:
    """Return the top table of a TOML text; raises RulebookError with the line of a syntax error."""
    try:
        return TomlTable(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(SYNTAX.fill(file=file, why=error)) from error
