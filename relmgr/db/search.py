"""The search index: what finds a client is written when the client is written, never at start.

One full-text row per client holds, as separate words: every character and pair of characters of its names
(Chinese is not split by blanks), the pinyin and the initials of the name from each syllable on, English
words, the codes, contact names and the last digits of phone numbers. A look-up is then a prefix match.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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


def pinyin_words(name: str) -> set[str]:
    """Return pinyin and initials of a name, from every syllable on, in all readings up to a limit."""
    han = "".join(c for c in fold(name) if is_han(c) or c.isalnum())
    if not any(is_han(c) for c in han):
        return set()
    words: set[str] = set()
    for syllables in _readings(han):
        for start in range(len(syllables)):
            words.add("".join(syllables[start:])[:40])
            words.add("".join(s[0] for s in syllables[start:])[:20])
    return words


def _readings(text: str) -> Iterable[tuple[str, ...]]:
    from pypinyin import Style, pinyin  # noqa: PLC0415  313 ms, only when a Chinese name is written

    likely = [part[0] for part in pinyin(text, style=Style.NORMAL)]
    every = pinyin(text, style=Style.NORMAL, heteronym=True)
    choices = [[first, *(r for r in rest if r != first)] for first, rest in zip(likely, every, strict=False)]
    yield tuple(likely)
    yield from islice(product(*choices), 1, MAX_READINGS)


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
