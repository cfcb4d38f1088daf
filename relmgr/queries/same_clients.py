"""Whether a client is in the book already, whoever looks after it; the index narrows before names are compared."""

from typing import Literal

from relmgr.db.reader import Reader
from relmgr.db.search import match_whole, squeezed
from relmgr.domain.natural_keys import folded
from relmgr.domain.values import Key

WHOLE = """
FROM client_fts f JOIN client_search s ON s.rowid = f.rowid JOIN client c ON c.id = s.client_id
WHERE client_fts MATCH :wanted AND NOT c.deleted AND c.id IS NOT :besides
"""
ALL = "FROM client c WHERE NOT c.deleted AND c.id IS NOT :besides"
"""For what is written without a letter or digit, which has no word in the index."""


def client_with(reader: Reader, column: str, text: str, besides: Key | None = None) -> str | None:
    """Return the name of the client whose `column` ('code' or 'uscc') is `text`, or None."""
    known: Literal["code", "uscc"] = "code" if column == "code" else "uscc"
    found = reader.value(
        f"SELECT c.name {_where(text)} AND c.{known} = :text LIMIT 1",
        wanted=match_whole(text),
        text=text,
        besides=besides,
    )
    return None if found is None else str(found)


def clients_called(reader: Reader, name: str, besides: Key | None = None) -> list[str]:
    """Return the clients of the same name, case, width and blanks aside."""
    near = reader.column(f"SELECT c.name {_where(name)}", wanted=match_whole(name), besides=besides)
    return [one for one in near if folded(one) == folded(name)]


def _where(text: str) -> str:
    return WHOLE if squeezed(text) else ALL
