"""What forms offer while a person types: names and words that the book holds already."""

from typing import Final

from relmgr.db.reader import Reader

MANY: Final = 300
"""So many names and words are offered from at most; a list that is longer helps nobody to choose."""


def colleagues(reader: Reader) -> list[str]:
    """Return the managers of the book and whoever stands on its watch list as responsible, by name."""
    return reader.column(
        "SELECT name FROM accountmanager WHERE active AND name > '' UNION"
        f" SELECT owner FROM watchitem WHERE owner > '' AND NOT deleted ORDER BY 1 LIMIT {MANY}"
    )


def departments(reader: Reader) -> list[str]:
    """Return the departments that were told of something, the one told last first."""
    return reader.column(
        "SELECT department FROM (SELECT department, heard_on FROM feedback WHERE department > '' AND NOT deleted"
        " ORDER BY rowid DESC LIMIT 2000) GROUP BY department ORDER BY max(heard_on) DESC, department"
        f" LIMIT {MANY}"
    )
