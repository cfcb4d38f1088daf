"""The words under which a client is found, made when it is written and never when somebody searches.

Of names: Chinese characters from each one on, words of letters, and the pinyin and the initials from each syllable
on, in several readings; whole names and codes once more under a mark; phones also from their end.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from relmgr.db.search import BEGIN, CUT, LONGEST, MARK, WORD, cut, fold, is_han, runs, squeezed
from relmgr.db.spelling import Reading, readings

SHORTEST_PHONE = 4
LOCAL_PHONE = 11
"""Digits of a Chinese mobile number; what stands before them is a country code."""

WINDOW = CUT + 1
"""So many syllables or characters from a start can show in a cut word."""


def index_text(
    names: Iterable[str],
    codes: Iterable[str],
    people: Iterable[str],
    phones: Iterable[str],
    groups: Iterable[str] = (),
) -> str:
    """Return the words of one client's index row; people and groups do not count as names of the client."""
    words: set[str] = set()
    for name in names:
        words |= _name(name)
        words |= _beginnings(name)
    for name in (*people, *groups):
        words |= _name(name)
    for code in codes:
        words.update(_code(code))
    for phone in phones:
        words.update(_phone(phone))
    return " ".join(sorted(words))


@lru_cache(maxsize=4096)
def _name(name: str) -> frozenset[str]:
    words: set[str] = set()
    for han, word in runs(name):
        if han:
            words.update(cut(word[start : start + WINDOW]) for start in range(len(word)))
        else:
            words.add(word)
    for reading, places in _readings(name):
        starts = _starts(places, len(reading))
        words.update(cut("".join(reading[start : start + WINDOW])) for start in starts)
        words.update(cut("".join(s[0] for s in reading[start : start + WINDOW])) for start in starts)
    return frozenset(words)


def _beginnings(name: str) -> set[str]:
    whole = squeezed(name)
    words = {BEGIN + whole[:LONGEST]} if whole else set()
    for reading, places in _readings(name):
        if not places or places[0] < WINDOW:
            words.add(cut(BEGIN + "".join(reading[:WINDOW])))
            words.add(cut(BEGIN + "".join(s[0] for s in reading[:WINDOW])))
    return words


def _readings(name: str) -> Iterable[tuple[Reading, tuple[int, ...]]]:
    """Return the readings of a Chinese name; of any other its words, which have initials too."""
    text = squeezed(name)
    if any(is_han(c) for c in text):
        return readings(text)
    words = tuple(WORD.findall(fold(name)))
    return [(tuple(words), ())] if len(words) > 1 else []


def _starts(places: tuple[int, ...], length: int) -> range:
    """Return from which syllables on another reading differs from the first."""
    return range(max(0, places[0] - WINDOW + 1), places[-1] + 1) if places else range(length)


def _code(code: str) -> Iterator[str]:
    if whole := squeezed(code):
        yield from WORD.findall(fold(code))
        yield whole
        yield BEGIN + whole[:LONGEST]


def _phone(phone: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", fold(phone))
    if len(digits) >= SHORTEST_PHONE:
        yield digits
        yield digits[-LOCAL_PHONE:]
        yield MARK + digits[::-1]
