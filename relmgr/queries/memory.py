"""What this machine remembers between runs."""

from typing import Final

from relmgr.db.reader import Reader

LAST_DAY: Final = "nightly.last_day"
"""Under this key the day is remembered for which the book was last evaluated; an import forgets it."""


def remembered(reader: Reader, key: str) -> str | None:
    """Return the text kept under a key, or None."""
    found = reader.value("SELECT value FROM setting WHERE key = :key", key=key)
    return None if found is None else str(found)


def all_remembered(reader: Reader) -> dict[str, str]:
    """Return every text that is kept, by its key."""
    return {str(key): str(value) for key, value in reader.records("SELECT key, value FROM setting")}
