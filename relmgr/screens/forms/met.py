"""Who was met, as it is written: digits for the people shown, names for anybody, one after the other."""

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import Final

from relmgr.db.search import fold
from relmgr.queries.completions import fitting
from relmgr.screens.forms.offers import ALL, MOST, Offer, Offers, Span
from relmgr.widgets import privacy

BETWEEN: Final = re.compile(r"[，、,]")
WORD: Final = re.compile(r"\S+")
SHOWN: Final = 5
"""So many people have a digit."""


def met_names(text: str, people: Sequence[str], key_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return names: digits pick the people shown, anything else is a name; `12` is the first two.

    Spaces part names, unless they belong to the name of one of the people; `key_of` tells whom a name means that
    was picked.
    """
    met: list[str] = []
    for part in BETWEEN.split(text):
        words = part.split()
        while words:
            count, name = _known(words, people, key_of)
            met += [name] if name else _named(words[0], people[:SHOWN])
            del words[:count]
    return tuple(dict.fromkeys(met))


def _known(words: Sequence[str], people: Sequence[str], key_of: Callable[[str], str]) -> tuple[int, str]:
    """Return how many words begin with the longest known name, and the name; 1 and '' for none."""
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        if name := key_of(written) or (written if written in people else ""):
            return count, name
    return 1, ""


def _named(word: str, shown: Sequence[str]) -> list[str]:
    if word.isdecimal() and all(0 < int(digit) <= len(shown) for digit in word):
        return [shown[int(digit) - 1] for digit in word]
    return [word]


def met_offers(people: Callable[[], Sequence[str]]) -> Offers:
    """Return the offers of people at a client; a masked name stands for the one it hides."""

    async def look_up(text: str) -> Sequence[Offer]:
        wanted = fold(text).strip()
        found = await asyncio.to_thread(fitting, people(), wanted, MOST if wanted else ALL)
        return [Offer(privacy.name(name), name) for name in found]

    def part(text: str, cursor: int) -> Span:
        """Return the name that is being typed: what follows digits and names that are complete."""
        start = max((match.end() for match in BETWEEN.finditer(text, 0, cursor)), default=0)
        for word in WORD.finditer(text, start, cursor):
            if not (word[0].isdecimal() or word[0] in people()):
                return word.start(), cursor
        return cursor, cursor

    return Offers(look_up, part)
