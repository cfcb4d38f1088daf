"""What a field of a form offers while one types: lines to pick from, and how the typed text is searched."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.content import Content

from relmgr.db.newest import Newest
from relmgr.db.search import fold
from relmgr.queries.completions import fitting
from relmgr.queries.finding import FoundClient, found_clients
from relmgr.screens.overlays.client_finder import client_line
from relmgr.widgets import privacy

if TYPE_CHECKING:
    from relmgr.screens.host import Host

MOST: Final = 9
"""So many lines are offered for what is typed: each has a digit."""
ALL: Final = 50
"""So many for an empty field."""

Span = tuple[int, int]
LookUp = Callable[[str], Awaitable[Sequence["Offer"]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A line: the text it puts into the field, what it stands for, how it looks, and what typing may go on with."""

    text: str
    key: str = ""
    label: Content | str = ""
    spelled: tuple[str, ...] = ()

    def goes_on_with_a_digit(self, typed: str) -> bool:
        """Tell whether a digit typed next would spell this line on."""
        folded = fold(typed)
        for word in (self.text, *self.spelled):
            whole, at = fold(word), fold(word).find(folded)
            if at >= 0 and whole[at + len(folded) : at + len(folded) + 1].isdecimal():
                return True
        return False

    def contains(self, typed: str) -> bool:
        """Tell whether the line is spelled with what is typed."""
        return any(fold(typed) in fold(word) for word in (self.text, *self.spelled))


def whole(text: str, _cursor: int) -> Span:
    """Return all of the field: it holds one name."""
    return 0, len(text)


@dataclass(frozen=True, slots=True)
class Offers:
    """How a field offers lines.

    `part` says which part of the text is looked up and replaced. `marks`: whether Enter takes the first line
    (`first`), takes it only if what is typed is no beginning of an answer but its pinyin (`sound`), or takes none
    before Down was pressed (`never`). `digits`: whether a digit picks a line that it does not spell on.
    """

    look_up: LookUp
    part: Callable[[str, int], Span] = whole
    marks: Literal["first", "sound", "never"] = "sound"
    digits: bool = True

    @property
    def stays(self) -> bool:
        """Tell whether the field may hold more than one name, so that picking one does not leave it."""
        return self.part is not whole


def client_offer(client: FoundClient) -> Offer:
    """Return a client as a line of a list."""
    name = privacy.name(client.name)
    return Offer(name, client.id, client_line(client), () if privacy.is_masked() else (client.code,))


def client_offers(host: "Host") -> Offers:
    """Return the offers of a field that names one client."""
    line = Newest()

    async def look_up(text: str) -> Sequence[Offer]:
        found = await host.ask(line.of(found_clients), text, MOST) if text.strip() else []
        return [client_offer(client) for client in found]

    return Offers(look_up, marks="first")


def fitting_offers(values: Sequence[str], text: str, say: Callable[[str], str] = str) -> list[Offer]:
    """Return the values that begin with, contain or sound like what is typed; all of them for a blank."""
    wanted = fold(text).strip()
    return [Offer(value, label=say(value)) for value in fitting(values, wanted, MOST if wanted else ALL)]


def value_offers(load: Callable[[], Awaitable[Sequence[str]]]) -> Offers:
    """Return the offers of a field that holds any text, but mostly one of the values that `load` returns once.

    Such a text may well go on with a digit, so that digits pick only after Down.
    """
    values: list[str] | None = None

    async def look_up(text: str) -> Sequence[Offer]:
        nonlocal values
        if values is None:
            values = list(await load())
        return await asyncio.to_thread(fitting_offers, values, text)

    return Offers(look_up, digits=False)


def people_offers(load: Callable[[], Awaitable[Sequence[str]]]) -> Offers:
    """Return the offers of a field that names a colleague."""

    async def look_up(text: str) -> Sequence[Offer]:
        return await asyncio.to_thread(fitting_offers, await load(), text, privacy.name)

    return Offers(look_up)
