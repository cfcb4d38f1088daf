"""Which tables Alembic compares with the models: not those that only the migrations know."""

from typing import Any

RAW = ("audit_entry", "client_search", "client_fts")


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Tell whether a database object belongs to the models."""
    return kind != "table" or name is None or not name.startswith(RAW)
