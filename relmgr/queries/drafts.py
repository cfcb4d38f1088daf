"""Drafts that wait to be continued."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relmgr.db.reader import Reader


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The values of a form as they were left, and when that was (UTC)."""

    payload: dict[str, Any]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class _Stored:
    payload: str
    updated_at: datetime


def draft(reader: Reader, form_key: str) -> KeptDraft | None:
    """Return the draft of a form, or None."""
    row = reader.one(_Stored, "SELECT payload, updated_at FROM draft WHERE id = :key", key=form_key)
    return KeptDraft(json.loads(row.payload), row.updated_at) if row else None
