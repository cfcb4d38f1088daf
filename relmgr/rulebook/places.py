"""Where every key of a TOML text stands: tomllib gives values without places, and so does every other parser.

Only lines are found here, never values: the text has been read by tomllib before, so it is known to be sound.
"""

import re
from collections.abc import Mapping
from functools import cached_property

KeyPath = tuple[str | int, ...]
"""Keys and, inside lists, places from 0 on: ("warnings", 3, "severity", 0, "level")."""

BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
KEY = re.compile(r'[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'|([A-Za-z0-9_-]+))[ \t]*')
TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:""?(?!"))?|\'\'\'.*?\'\'\'(?:\'\'?(?!\'))?|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
PLAIN = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """Return the line, from 1 on, of every key and list item of a sound TOML text."""
    return _Scan(text.replace("\r\n", "\n")).lines()


class TomlText:
    """The text of one rule file; where its keys stand is looked up when something is wrong."""

    def __init__(self, file: str, text: str) -> None:
        """Keep the name a person knows the file by, and its text."""
        self.file, self.text = file, text

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        """Return the line of every key."""
        return lines_of(self.text)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest table around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Scan:
    """One walk over a text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[KeyPath, int] = {}
        self.lists: dict[KeyPath, int] = {}
        """How many tables a list of tables has so far."""

    def lines(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip() < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self._header(2)
            elif self.text.startswith("[", self.at):
                table = self._header(1)
            else:
                self._pair(table)
        return self.found

    def _skip(self) -> int:
        if blank := BLANK.match(self.text, self.at):
            self.at = blank.end()
        return self.at

    def _note(self, path: KeyPath) -> None:
        self.found.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _keys(self) -> list[str]:
        """Read a dotted key and stand behind it."""
        keys = []
        while match := KEY.match(self.text, self.at):
            quoted, literal, bare = match.groups()
            keys.append(next(part for part in (quoted, literal, bare) if part is not None))
            self.at = match.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return keys

    def _header(self, brackets: int) -> KeyPath:
        """Read `[table]` or `[[table]]`; a name that is a list stands for its last table."""
        start, self.at = self.at, self.at + brackets
        keys = self._keys()
        end, self.at = self.at + brackets, start
        path: KeyPath = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            self._note(path)
            if place == len(keys) - 1 and brackets == 2:
                self.lists[path] = self.lists.get(path, 0) + 1
            if path in self.lists:
                path = (*path, self.lists[path] - 1)
                self._note(path)
        self.at = end
        return path

    def _pair(self, table: KeyPath) -> None:
        self._skip()
        start = self.at
        keys = self._keys()
        end, self.at = self.at, start
        path = table
        for key in keys:
            path = (*path, key)
            self._note(path)
        self.at = end + 1
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip()
        opening = self.text[self.at]
        if opening in "[{":
            self._inside(path, "]" if opening == "[" else "}")
        else:
            match = TEXT.match(self.text, self.at) or PLAIN.match(self.text, self.at)
            assert match is not None
            self.at = match.end()

    def _inside(self, path: KeyPath, closing: str) -> None:
        """Walk through a list or an inline table."""
        self.at += 1
        place = 0
        while self.text[self._skip()] != closing:
            if self.text[self.at] == ",":
                self.at += 1
            elif closing == "]":
                self._note((*path, place))
                self._value((*path, place))
                place += 1
            else:
                self._pair(path)
        self.at += 1
