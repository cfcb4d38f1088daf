"""Finding a client by what somebody typed: best answers first, for the finder, entry lines and the command line."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.db.search import match
from relmgr.domain.values import Key, Level, Tier
from relmgr.errors import Ambiguous, NotFound
from relmgr.words import Words

NO_CLIENT = Words("找不到客户 {text}。", "No client answers to {text}.")
MANY_CLIENTS = Words("{text} 对应多个客户：{names}", "{text} could be any of: {names}")


@dataclass(frozen=True, slots=True)
class FoundClient:
    """A client that answers to what was typed."""

    id: Key
    name: str
    code: str
    tier: Tier | None
    level: Level


def found_clients(reader: Reader, text: str, limit: int = 50) -> list[FoundClient]:
    """Return clients of any manager whose name, pinyin, initials, codes, contacts or phone match `text`.

    Exact codes and names come first, then names that begin with the text, then by exposure.
    """
    wanted = match(text)
    if wanted is None:
        return []
    return reader.rows(
        FoundClient,
        """
        SELECT c.id, c.name, c.code, k.tier, k.level
        FROM client_fts f JOIN client_search s ON s.rowid = f.rowid
        JOIN client c ON c.id = s.client_id JOIN clientcache k ON k.client_id = c.id
        WHERE client_fts MATCH :wanted AND NOT c.deleted
        ORDER BY :text NOT IN (c.code, c.uscc, c.name, c.short_name),
                 instr(c.name, :text) <> 1 AND instr(c.short_name, :text) <> 1,
                 k.exposure_minor DESC NULLS LAST, c.id
        LIMIT :limit
        """,
        wanted=wanted,
        text=text.strip(),
        limit=limit,
    )


def resolve_client(reader: Reader, text: str) -> FoundClient:
    """Return the one client a person means; raises NotFound or Ambiguous with the candidates.

    A code, credit code or full name that is exactly one client wins over everything that merely matches.
    """
    found = found_clients(reader, text, limit=20)
    if not found:
        raise NotFound(NO_CLIENT.fill(text=text))
    exact = reader.column(
        "SELECT id FROM client WHERE :text IN (id, code, uscc, name, short_name) AND NOT deleted",
        text=text.strip(),
    )
    if len(exact) == 1:
        return next((f for f in found if f.id == exact[0]), found[0])
    if len(found) == 1:
        return found[0]
    names = tuple(f"{f.code} {f.name}".strip() for f in found)
    raise Ambiguous(MANY_CLIENTS.fill(text=text, names="；".join(names[:8])), names)
