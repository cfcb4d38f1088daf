"""Finding a client by what somebody typed: best answers first, for the finder, entry lines and the command line."""

from dataclasses import dataclass
from typing import Final

from relmgr.db.reader import Reader, listed
from relmgr.db.search import fold, match, match_beginning, match_whole
from relmgr.domain.values import Key, Level, Tier
from relmgr.errors import Ambiguous, NotFound
from relmgr.words import Words

NO_CLIENT = Words("找不到客户 {text}。", "No client answers to {text}.")
MANY_CLIENTS = Words("{text} 对应多个客户：{names}", "{text} could be any of: {names}")

MOST: Final = 24
"""A screen of answers; who needs more types another character."""

PLACES: Final = "SELECT rowid FROM client_fts WHERE client_fts MATCH :wanted ORDER BY rowid LIMIT :most"
"""The most important of all that match: the index gives rows in this order and is left after the last."""

CLIENTS: Final = """
SELECT s.rowid, s.client_id, s.name, s.code, s.tier, s.level
FROM json_each(:places) t CROSS JOIN client_search s ON s.rowid = t.value
"""
WRITTEN: Final = """
SELECT id FROM client WHERE id IN (SELECT value FROM json_each(:keys))
AND :text IN (code, uscc, name, short_name, alias)
"""

TIERS: Final[dict[str | None, Tier | None]] = {None: None, **{tier.value: tier for tier in Tier}}
LEVELS: Final = {level.value: level for level in Level}


@dataclass(frozen=True, slots=True)
class FoundClient:
    """A client that answers to what was typed."""

    id: Key
    name: str
    code: str
    tier: Tier | None
    level: Level


def found_clients(reader: Reader, text: str, limit: int = MOST) -> list[FoundClient]:
    """Return clients of any manager whose name, pinyin, initials, codes, contacts or phone match `text`.

    Exact codes and names come first, then names that begin with the text, then those that contain it as it was
    typed; among equals the class of exposure decides (`db/search_rows.py`).
    Each answer is read from a place of its own: in a large book that is what a search costs.
    """
    return [one for _, one in _ranked(reader, text, max(limit, MOST))][:limit]


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


def _ranked(reader: Reader, text: str, most: int = MOST) -> list[tuple[int, FoundClient]]:
    """Return the answers, best first, each with how it answers: 0 exactly, 1 by a beginning, 2 somewhere."""
    ranks = _places(reader, text, most)
    if not ranks:
        return []
    best = sorted(ranks, key=lambda place: (ranks[place], place))[:most]
    typed = fold(text).strip()
    found = reader.records(CLIENTS, places=listed(best))
    found.sort(key=lambda row: (ranks[row[0]], typed not in row[2].lower(), row[0]))
    return [
        (ranks[place], FoundClient(key, name, code, TIERS[tier], LEVELS[level]))
        for place, key, name, code, tier, level in found
    ]


def _places(reader: Reader, text: str, most: int) -> dict[int, int]:
    """Return the places of answers with their ranks; what is exactly this also begins with it."""
    wanted, beginning = match(text), match_beginning(text)
    if wanted is None or beginning is None:
        return {}

    def looked_up(query: str, rank: int) -> dict[int, int]:
        return dict.fromkeys(reader.column(PLACES, wanted=query, most=most), rank)

    begun = looked_up(beginning, 1)
    ranks = begun | looked_up(match_whole(text), 0) if begun else {}
    return ranks if len(ranks) >= most else looked_up(wanted, 2) | ranks
