"""How Chinese names are read: pinyin by phrases first, then every polyphone (重, 长, 行) in its other readings."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations, islice, product
from typing import Final

from relmgr.db.search import is_han

MOST_READINGS: Final = 12
"""How many readings of a name are indexed: each polyphone by itself before two of them at once."""

MOST_SOUNDS: Final = 3
"""How many readings of one character: pypinyin gives them by how common they are; the fourth is archaic."""

FORM: Final = re.compile(r"(?:股份|集团|控股)*(?:有限责任公司|有限公司|总公司|公司)$")
"""The legal form that ends a name; it is read in one way."""

Reading = tuple[str, ...]


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[tuple[Reading, tuple[int, ...]], ...]:
    """Return the readings of folded letters, one syllable for each character, and where each differs from the first."""
    form = FORM.search(text)
    body, ending = (text[: form.start()], form[0]) if form else (text, "")
    likely = _by_phrases(body) + _by_phrases(ending)
    return tuple(islice(_varied(likely, body), MOST_READINGS))


def _varied(likely: Reading, body: str) -> Iterator[tuple[Reading, tuple[int, ...]]]:
    yield likely, ()
    others = {
        place: tuple(other for other in sounds(character) if other != likely[place])
        for place, character in enumerate(body)
        if is_han(character)
    }
    polyphones = [place for place, other in others.items() if other]
    changes = chain.from_iterable(combinations(polyphones, size) for size in (1, 2))
    for places in changes:
        for chosen in product(*(others[place] for place in places)):
            yield _changed(likely, places, chosen), places


def _changed(likely: Reading, places: Sequence[int], chosen: Sequence[str]) -> Reading:
    reading = list(likely)
    for place, sound in zip(places, chosen, strict=True):
        reading[place] = sound
    return tuple(reading)


@lru_cache(maxsize=4096)
def _by_phrases(text: str) -> Reading:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  313 ms, only when a Chinese name is written

    read = tuple(lazy_pinyin(text, errors=list))  # type: ignore[arg-type]  # it takes lists, too
    return read if len(read) == len(text) else tuple(sounds(c)[0] if is_han(c) else c for c in text)


@cache
def sounds(character: str) -> Reading:
    """Return the readings of one character, the commonest first."""
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0][:MOST_SOUNDS])
