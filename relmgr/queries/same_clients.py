"""Whether a client is in the book already, whoever looks after it."""

from typing import Literal

from relmgr.db.reader import Reader
from relmgr.db.search import match
from relmgr.domain.natural_keys import folded
from relmgr.domain.values import Key


def client_with(reader: Reader, column: str, text: str, besides: Key | None = None) -> str | None:
    """Return the name of the client whose `column` ('code' or 'uscc') is `text`, or None."""
    known: Literal["code", "uscc"] = "code" if column == "code" else "uscc"
    found = reader.value(
        f"SELECT name FROM client WHERE {known} = :text AND NOT deleted AND id IS NOT :besides LIMIT 1",
        text=text,
        besides=besides,
    )
    return None if found is None else str(found)


def clients_called(reader: Reader, name: str, besides: Key | None = None) -> list[str]:
    """Return the clients of the same name, case, width and blanks aside; the search index narrows them first."""
    wanted = match(name)
    near = reader.column(
        "SELECT c.name FROM client_fts f JOIN client_search s ON s.rowid = f.rowid JOIN client c ON c.id = s.client_id"
        " WHERE client_fts MATCH :wanted AND NOT c.deleted AND c.id IS NOT :besides"
        if wanted
        else "SELECT name FROM client c WHERE c.name = :name AND NOT c.deleted AND c.id IS NOT :besides",
        wanted=wanted,
        name=name,
        besides=besides,
    )
    return [one for one in near if folded(one) == folded(name)]
