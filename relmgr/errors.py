"""Everything relmgr can say no with; each error carries one sentence in both languages.

RelmgrError
├── Invalid              a value a person gave: which field, what is wrong, what would be right
├── NotFound             nothing answers to this name or id
├── Ambiguous            several answer to it; the candidates are listed
├── Refused              the request is understood and cannot be carried out
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

from relmgr.words import Words


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


class RulebookError(RelmgrError):
    """A rule file is wrong; the sentence names file, line and key."""


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
