"""The one place that knows how values are written in SQL parameters and read from columns."""

import enum
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

INSTANT = "%Y-%m-%d %H:%M:%S.%f"
"""How an instant is stored: UTC, with a blank; another form would compare wrongly as text."""


def instant(at: datetime) -> str:
    """Return the stored text of an aware instant."""
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return at.astimezone(UTC).strftime(INSTANT)


def parameter(value: object) -> object:
    """Return `value` as SQLite is to compare it with stored values."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return value


def parameters(values: Mapping[str, object]) -> dict[str, object]:
    """Return named parameters in stored form."""
    return {name: parameter(value) for name, value in values.items()}


def read_instant(text: str) -> datetime:
    """Return the aware instant of a stored text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    if isinstance(hint, typing.NewType):
        return None
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        kinds = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
        return _converter(kinds[0]) if len(kinds) == 1 else None
    if hint is datetime:
        return read_instant
    if hint is date:
        return date.fromisoformat
    if hint is bool:
        return bool
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    return None


@cache
def converters(row: type[Any]) -> tuple[Callable[[Any], Any] | None, ...]:
    """Return, per field of a row class, the function that reads its stored value (None: as it is)."""
    hints = typing.get_type_hints(row)
    return tuple(_converter(hints[name]) for name in row.__dataclass_fields__)
