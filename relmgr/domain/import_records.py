"""What lies between a file and the book: recipes for reading rows, and the records that rows make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from relmgr.domain.import_kinds import FieldSpec, Kind
from relmgr.domain.import_style import Style
from relmgr.domain.language import Language
from relmgr.domain.metric_codes import MetricSpec
from relmgr.domain.sheet import Cell
from relmgr.words import Words

Pick = Callable[[Sequence[Cell]], Cell]
"""Takes the cell of a source out of a row."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of one field comes from; `less` is subtracted from an amount."""

    field: FieldSpec
    heading: str
    pick: Pick
    style: Style
    less: "Source | None" = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of metric values; what is None stands in the row."""

    heading: str
    index: int
    style: Style
    metric: MetricSpec | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One record that every row makes."""

    kind: Kind
    sources: tuple[Source, ...]
    extras: tuple[tuple[str, Pick], ...] = ()
    figures: tuple[Figure, ...] = ()
    key: tuple[Pick, ...] = ()
    """Values that identify the client of a mapping; empty when code, credit code or name do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the rows of a list are read; made from a recognised header or from a mapping."""

    parts: tuple[Part, ...]
    language: Language
    width: int
    mapping: str = ""

    @property
    def kind(self) -> str:
        """Return the name of what a row makes: `facilities`, `clients+facilities`."""
        return "+".join(part.kind.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class ClientRef:
    """How a row names its client; the strongest identity that is there counts."""

    id: str = ""
    code: str = ""
    uscc: str = ""
    name: str = ""
    city: str = ""

    @property
    def shown(self) -> str:
        """Return the reference as a person would recognise it."""
        return self.name or self.code or self.uscc or self.id


@dataclass(frozen=True, slots=True)
class Record:
    """What one row says about one thing: typed values of the fields it fills, and the rest as extras."""

    kind: Kind
    line: int
    client: ClientRef
    values: Mapping[str, object]
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One row of the file: its records, or the reason why it was refused."""

    number: int
    records: tuple[Record, ...]
    label: str = ""
    problem: Words | None = None


def column_pick(index: int) -> Pick:
    """Return a pick of one column."""
    return lambda cells: cells[index]
