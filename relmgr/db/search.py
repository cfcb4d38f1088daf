"""The search index: what finds a client is written when the client is written, never at start.

One full-text row per client holds, as separate words: every character and pair of characters of its names
(Chinese is not split by blanks), the pinyin and the initials of the name from each syllable on, English
words, the codes, contact names and the last digits of phone numbers. A look-up is then a prefix match.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, product

CREATE_SEARCH = (
    "CREATE TABLE client_search (rowid INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE) STRICT",
    "CREATE VIRTUAL TABLE client_fts USING fts5"
    "(t, content='', contentless_delete=1, detail=none, prefix='1 2 3 4')",
)
MAX_READINGS = 8
"""How many readings of a name with polyphones (重, 长, 行) are indexed."""

PHONE_TAIL = 4
WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Return text as it is compared: full-width as half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one (bigrams are made of these)."""
    return unicodedata.category(character) == "Lo"


def name_words(name: str) -> Iterator[str]:
    """Yield the index words of a name: Han characters and pairs, other words whole."""
    for word in WORD.findall(fold(name)):
        if any(is_han(c) for c in word):
            yield from word
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        else:
            yield word


@lru_cache(maxsize=4096)
def pinyin_words(name: str) -> frozenset[str]:
    """Return pinyin and initials of a name, from every syllable on, in all readings up to a limit."""
    text = "".join(c for c in fold(name) if c.isalnum())
    if not any(is_han(c) for c in text):
        return frozenset()
    words: set[str] = set()
    for syllables in _readings(text):
        for start in range(len(syllables)):
            words.add("".join(syllables[start:])[:40])
            words.add("".join(s[0] for s in syllables[start:])[:20])
    return frozenset(words)


def _readings(text: str) -> Iterator[tuple[str, ...]]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  313 ms, only when a Chinese name is written

    likely = tuple(lazy_pinyin(text, errors=list))  # type: ignore[arg-type]  # it takes lists, too
    yield likely
    if len(likely) == len(text):
        choices = [
            (first, *(r for r in _sounds(c) if r != first)) for first, c in zip(likely, text, strict=True)
        ]
        yield from islice(product(*choices), 1, MAX_READINGS)


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """Return every reading of one character; a name is read by phrases first, these are the alternatives."""
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def index_text(
    names: Iterable[str], codes: Iterable[str], people: Iterable[str], phones: Iterable[str]
) -> str:
    """Return the words of one client's index row."""
    words: set[str] = set()
    for name in (*names, *people):
        words.update(name_words(name))
        words.update(pinyin_words(name))
    for code in codes:
        words.update(WORD.findall(fold(code)))
    for phone in phones:
        digits = re.sub(r"\D", "", phone)
        if len(digits) >= PHONE_TAIL:
            words.update((digits, digits[-PHONE_TAIL:]))
    return " ".join(sorted(words))


def match(text: str) -> str | None:
    """Return the full-text query for what somebody typed, or None when there is nothing to look for."""
    terms: list[str] = []
    for word in WORD.findall(fold(text)):
        if not any(is_han(c) for c in word):
            terms.append(f'"{word}"*')
        elif len(word) == 1:
            terms.append(f'"{word}"')
        else:
            terms.extend(f'"{word[i : i + 2]}"' for i in range(len(word) - 1))
    return " AND ".join(terms) or None
