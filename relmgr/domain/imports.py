"""The plan of an import: a file that was read and understood, before the book is asked anything."""

from dataclasses import dataclass

from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_records import ParsedLine
from relmgr.domain.language import Language


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One table of the file: what it was taken for, how its columns were understood, and its rows."""

    name: str
    kind: str
    """`facilities`, or `clients+facilities` when a mapping makes both of a row."""
    kinds: tuple[Kind, ...]
    language: Language
    encoding: str
    delimiter: str
    mapping: str
    columns: tuple[tuple[str, str], ...]
    """(heading, field) of every recognised column."""
    extras: tuple[str, ...]
    """Headings that are kept as extra fields."""
    lines: tuple[ParsedLine, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A whole file, ready to be previewed or imported; `sha256` is of the file as it lies on the disk."""

    file_name: str
    sha256: str
    sheets: tuple[PlannedSheet, ...]

    @property
    def kind(self) -> str:
        """Return what the file holds, short enough for a batch: `clients`, `clients+facilities`, `mixed`."""
        kinds = list(dict.fromkeys(sheet.kind for sheet in self.sheets))
        joined = "+".join(kinds)
        return joined if len(joined) <= 20 else "mixed"
