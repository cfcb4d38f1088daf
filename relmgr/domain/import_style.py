"""How the cells of a column are written, and what reading a list needs to know beside the list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from relmgr.domain.date_spellings import EXCEL_EPOCH, PIVOT, Moment
from relmgr.domain.import_kinds import FieldSpec


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of one column are written."""

    forms: tuple[str, ...] = ()
    """Spellings of dates (`M/D/YYYY`), tried first."""
    pivot: int = PIVOT
    """The last two-digit year that is 20xx."""
    factor: int = 1
    """What figures without a unit are multiplied by."""
    currency: str = ""
    """Currency of the column; '' leaves it to the row."""
    percent: bool = False
    """Figures without a sign are per cent."""
    rounded: bool = False
    """Figures are rounded half-even to the minor unit, and powers of ten (`3.73E-09`) are read."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What certain texts stand for; `*` stands for every other text."""
    digits: int = 0
    """Leading zeros are restored to this many digits."""

    def replaced(self, text: str) -> str:
        """Return what a text stands for, or the text itself."""
        return self.values.get(text, self.values.get("*", text) if text else text)


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a list needs to know beside the list."""

    today: date
    check_uscc: Callable[[str], str]
    """Returns the compact credit code or raises `Invalid`."""
    instant: Callable[[Moment], datetime]
    """Returns the instant of a day and local time of day."""
    currency: str = "CNY"
    """Currency of amounts that name none."""
    manager: str = ""
    """Name of the signed-in manager; other names in a manager column are kept as an extra."""
    epoch: date = EXCEL_EPOCH
    """Day 0 of the serial numbers of a workbook."""


@dataclass(frozen=True, slots=True)
class Place:
    """The cell that is being read."""

    spec: FieldSpec
    style: Style
    context: Context
    currency: str
