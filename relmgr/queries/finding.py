"""Finding a client by what somebody typed: best answers first, for the finder, entry lines and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from relmgr.db.reader import Reader, listed
from relmgr.db.search import fold, match, match_beginning, match_whole
from relmgr.domain.values import Key, Level, Tier
from relmgr.errors import Ambiguous, NotFound
from relmgr.words import Words

NO_CLIENT = Words("找不到客户 {text}。", "No client answers to {text}.")
MANY_CLIENTS = Words("{text} 对应多个客户：{names}", "{text} could be any of: {names}")

MOST: Final = 50
"""So many answers are looked at; who needs more types another character."""

PLACES: Final = "SELECT rowid FROM client_fts WHERE client_fts MATCH :wanted ORDER BY rowid LIMIT :most"
"""The most important of all that match: the index gives rows in this order and is left after the last."""

CLIENTS: Final = """
SELECT s.client_id AS id, s.name, s.code, s.tier, s.level, s.rowid AS place
FROM json_each(:places) t CROSS JOIN client_search s ON s.rowid = t.value
"""
WRITTEN: Final = """
SELECT id FROM client WHERE id IN (SELECT value FROM json_each(:keys))
AND :text IN (code, uscc, name, short_name, alias)
"""


@dataclass(frozen=True, slots=True)
class FoundClient:
    """A client that answers to what was typed."""

    id: Key
    name: str
    code: str
    tier: Tier | None
    level: Level


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer with its place in the index."""

    id: Key
    name: str
    code: str
    tier: Tier | None
    level: Level
    place: int


def found_clients(reader: Reader, text: str, limit: int = MOST) -> list[FoundClient]:
    """Return clients of any manager whose name, pinyin, initials, codes, contacts or phone match `text`.

    Exact codes and names come first, then names that begin with the text, then those that contain it as it was
    typed; among equals the class of exposure decides (`db/search_rows.py`). At most MOST are answered.
    """
    return [one for _, one in _ranked(reader, text)][:limit]


def resolve_client(reader: Reader, text: str) -> FoundClient:
    """Return the one client a person means; raises NotFound or Ambiguous with the candidates.

    A code, credit code, name or alias that is exactly one client wins over everything that merely matches.
    """
    ranked = _ranked(reader, text)
    if not ranked:
        raise NotFound(NO_CLIENT.fill(text=text))
    whole = [one for rank, one in ranked if rank == 0]
    keys = reader.column(WRITTEN, keys=listed(one.id for one in whole), text=text.strip())
    written = [one for one in whole if one.id in keys]
    for narrowed in (written, whole, [one for _, one in ranked]):
        if len(narrowed) == 1:
            return narrowed[0]
    names = tuple(f"{one.code} {one.name}".strip() for _, one in ranked)
    raise Ambiguous(MANY_CLIENTS.fill(text=text, names="；".join(names[:8])), names)


def _ranked(reader: Reader, text: str) -> list[tuple[int, FoundClient]]:
    """Return the answers, best first, each with the step of the ladder that found it."""
    ranks: dict[int, int] = {}
    for rank, wanted in enumerate(_ladder(text)):
        if len(ranks) < MOST:
            for place in reader.column(PLACES, wanted=wanted, most=MOST):
                ranks.setdefault(place, rank)
    if not ranks:
        return []
    found = reader.rows(_Found, CLIENTS, places=listed(list(ranks)[:MOST]))
    typed = fold(text).strip()
    found.sort(key=lambda one: (ranks[one.place], typed not in one.name.lower(), one.place))
    return [(ranks[one.place], FoundClient(one.id, one.name, one.code, one.tier, one.level)) for one in found]


def _ladder(text: str) -> Iterator[str]:
    """Yield ever wider queries: what is exactly this, what begins with it, what contains it."""
    wanted, beginning = match(text), match_beginning(text)
    if wanted is not None and beginning is not None:
        yield match_whole(text)
        yield beginning
        yield wanted
