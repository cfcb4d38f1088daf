"""Which place was shown last, in a small file beside the book, because it is wanted before anything is loaded."""

from contextlib import suppress
from pathlib import Path

NAME = "last-place"


def last_place(folder: Path, places: frozenset[str], otherwise: str) -> str:
    """Return the place that was shown last, if there is such a place."""
    with suppress(OSError, UnicodeDecodeError):
        said = (folder / NAME).read_text(encoding="ascii").strip()
        if said in places:
            return said
    return otherwise


def keep_place(folder: Path, place: str) -> None:
    """Remember a place; a folder that cannot be written only means that the next start does not know it."""
    with suppress(OSError):
        (folder / NAME).write_text(place, encoding="ascii")
