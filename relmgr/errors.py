"""Everything relmgr can say no with; each error carries one sentence in both languages.

RelmgrError
├── Invalid              a value a person gave: which field, what is wrong, what would be right
├── NotFound             nothing answers to this name or id
├── Ambiguous            several answer to it; the candidates are listed
├── Refused              the request is understood and cannot be carried out
├── Overtaken            a newer question took the place of this one; nobody is told
├── RulebookError        a rule file: file, line, key, nearest spelling
└── DbProblem            the book itself
    ├── VaultLocked      no key is held
    ├── WrongPassphrase
    ├── VaultDamaged
    ├── DataLost         a vault without its database
    ├── Damaged
    ├── NotOurs          a file of another program
    ├── TooNew           made by a newer relmgr
    ├── Busy             another process is writing
    ├── DiskFull
    ├── ReadOnly
    └── DiskError
"""

from collections.abc import Sequence
from typing import NamedTuple

from relmgr.words import Words

AT = Words("{file} 第 {line} 行，{key}：{what}", "{file}, line {line}, {key}: {what}")
IN_FILE = Words("{file} 第 {line} 行：{what}", "{file}, line {line}: {what}")
AND_MORE = Words("{first}（另有 {n} 处，见 relmgr rules check）", "{first} ({n} more: relmgr rules check)")


class RelmgrError(Exception):
    """A request that could not be carried out, as one sentence for the person who asked."""

    def __init__(self, words: Words) -> None:
        """Keep the sentence; `str()` of the error is its English form, for logs."""
        super().__init__(words.en)
        self.words = words


class Invalid(RelmgrError):
    """A value somebody typed or imported is not usable."""

    def __init__(self, field: str, words: Words) -> None:
        """Name the draft field beside the sentence, so that a form can move to it."""
        super().__init__(words)
        self.field = field


class NotFound(RelmgrError):
    """Nothing answers to this name or id."""


class Ambiguous(RelmgrError):
    """More than one thing answers to this name."""

    def __init__(self, words: Words, candidates: Sequence[str]) -> None:
        """Keep the candidates, best first, as plain text."""
        super().__init__(words)
        self.candidates = tuple(candidates)


class Refused(RelmgrError):
    """The request is understood and cannot be carried out."""


class Overtaken(RelmgrError):
    """A newer question took the place of this one before it was answered."""


class Problem(NamedTuple):
    """One thing that is wrong in a rule file: where it stands, and what would be right.

    `key` '' is the file as a whole; without a `file` there is no more than the sentence.
    """

    file: str
    line: int
    key: str
    what: Words

    @property
    def said(self) -> Words:
        """Return file, line, key and what is wrong as one sentence."""
        if not self.file:
            return self.what
        pattern = AT if self.key else IN_FILE
        place = {"file": self.file, "line": self.line, "key": self.key}
        return Words(
            pattern.zh.format(**place, what=self.what.zh), pattern.en.format(**place, what=self.what.en)
        )


class RulebookError(RelmgrError):
    """Rule files are wrong; the sentence names file, line and key of the first of all `problems`."""

    def __init__(self, words: Words, problems: Sequence[Problem] = ()) -> None:
        """Keep the sentence and every problem that was found, in the order of the files."""
        super().__init__(words)
        self.problems = tuple(problems) or (Problem("", 0, "", words),)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> "RulebookError":
        """Return the error that tells the first of at least one problem, and how many more there are."""
        first, more = problems[0].said, len(problems) - 1
        if more:
            first = Words(
                AND_MORE.zh.format(first=first.zh, n=more), AND_MORE.en.format(first=first.en, n=more)
            )
        return cls(first, problems)


class DbProblem(RelmgrError):
    """The book cannot be read or written."""


class VaultLocked(DbProblem):
    """No key is held."""


class WrongPassphrase(DbProblem):
    """The vault does not open with this passphrase."""


class VaultDamaged(DbProblem):
    """The key file is damaged."""


class DataLost(DbProblem):
    """The vault is there and its database is not."""


class Damaged(DbProblem):
    """The database file is damaged."""


class NotOurs(DbProblem):
    """The file belongs to another program."""


class TooNew(DbProblem):
    """The database was made by a newer relmgr."""


class Busy(DbProblem):
    """Another process is writing."""


class DiskFull(DbProblem):
    """There is no room for this change."""


class ReadOnly(DbProblem):
    """There is no right to write here."""


class DiskError(DbProblem):
    """The disk reported an error."""
