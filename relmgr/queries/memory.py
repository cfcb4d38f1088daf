"""What this machine remembers between runs."""

from relmgr.db.reader import Reader


def remembered(reader: Reader, key: str) -> str | None:
    """Return the text kept under a key, or None."""
    found = reader.value("SELECT value FROM setting WHERE key = :key", key=key)
    return None if found is None else str(found)
