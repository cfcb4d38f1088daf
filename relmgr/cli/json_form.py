"""The JSON form of rows: amounts with their currency, ISO dates, null for unknown."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from relmgr.domain.money import Money
from relmgr.domain.week_id import WeekId
from relmgr.words import Words

STORED_JSON = frozenset({"extra", "reasons", "evidence", "lines", "errors"})
"""Columns that hold JSON text."""


def json_text(value: object, zone: ZoneInfo) -> str:
    """Return a value as readable JSON; characters outside ASCII stay as they are."""
    return json.dumps(json_value(value, zone), ensure_ascii=False, indent=2)


def json_value(value: object, zone: ZoneInfo) -> object:
    """Return a value as what JSON knows; instants carry the offset of the banker's `zone`."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return _composed(value, zone)


def _composed(value: object, zone: ZoneInfo) -> object:
    if isinstance(value, WeekId):
        return str(value)
    if isinstance(value, Words | Money):
        return {name: json_value(part, zone) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(json_value(key, zone)): json_value(part, zone) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _row(value, zone)
    if isinstance(value, Sequence | set | frozenset):
        return [json_value(part, zone) for part in value]
    if isinstance(value, Path):
        return str(value)
    return str(value)


def _row(row: object, zone: ZoneInfo) -> dict[str, object]:
    names = [field.name for field in fields(row)]  # type: ignore[arg-type]
    found: dict[str, object] = {}
    for name in names:
        value = getattr(row, name)
        stem = name.rpartition("_")[0]
        if name.endswith("_minor"):
            currency = getattr(row, "currency", None)
            found[stem] = None if value is None else {"minor": value, "currency": currency}
        elif name.endswith("_zh") and f"{stem}_en" in names:
            found[stem] = {"zh": value, "en": getattr(row, f"{stem}_en")}
        elif name.endswith("_en") and f"{stem}_zh" in names:
            continue
        elif name in STORED_JSON and isinstance(value, str):
            found[name] = json.loads(value) if value else None
        else:
            found[name] = json_value(value, zone)
    return found
