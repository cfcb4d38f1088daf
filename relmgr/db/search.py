"""What somebody typed as a full-text query; the other half, the words of the index, is `db/search_words.py`.

A word of the index may carry a mark, which nobody can type: `^` begins a whole name or code, `~` begins the digits
of a phone from its end, and `~` ends a word that was cut. Prefixes of up to CUT characters have an index of their
own, so that a look-up reads one list of clients however common it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

CREATE_SEARCH = (
    "CREATE TABLE client_search (rowid INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE) STRICT",
    "CREATE VIRTUAL TABLE client_fts USING fts5"
    "(t, content='', contentless_delete=1, detail=none, prefix='1 2 3 4')",
)
"""The index as the first release made it; migration 0003 puts another in its place."""

CUT = 6
"""Characters, pinyin and initials are indexed so far from every place; longer ones are looked up piece by piece."""

BEGIN = "^"
MARK = "~"
MOST_WORDS = 12
LONGEST = 60
"""What is typed beyond so many words, and characters of a word, narrows nothing further; so much of a name is whole."""

WORD = re.compile(r"[^\W_]+", re.UNICODE)
SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iong|iu|"
    r"o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v|ve)|a|ai|an|ang|ao|e|ei|en|eng|er|o|ou"
)
PARTIAL = re.compile(r"(?:[zcs]h?|[bpmfdtnlgkhjqxrcsyw]h?)[aeiouv]{0,3}n?")
"""The beginning of a syllable, at the end of what is typed."""

LONGEST_SYLLABLE = 6


def fold(text: str) -> str:
    """Return text as it is compared: full-width as half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def squeezed(text: str) -> str:
    """Return the letters and digits of a text without what stands between them."""
    return "".join(WORD.findall(fold(text)))


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one (those stand for themselves, letters for a whole word)."""
    return unicodedata.category(character) == "Lo"


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the words of a text, those of Chinese characters (True) apart from the letters beside them."""
    for word in WORD.findall(fold(text)):
        for han, characters in groupby(word, is_han):
            yield han, "".join(characters)


def cut(word: str) -> str:
    """Return a word as it stands in the index: whole, or its beginning with a mark that there was more."""
    return word if len(word) <= CUT else word[:CUT] + MARK


def match(text: str) -> str | None:
    """Return the full-text query for what somebody typed, or None when there is nothing to look for."""
    words = [(han, word[:LONGEST]) for han, word in runs(text)][:MOST_WORDS]
    terms = [term for han, word in words for term in (_han(word) if han else [_letters(word)])]
    every = " AND ".join(terms)
    if len(words) > 1 and all(word.isdigit() for _, word in words):
        return f"({every}) OR {_letters(squeezed(text)[:LONGEST])}"
    return every or None


def match_whole(text: str) -> str:
    """Return the query for clients of which a name or code is exactly this, blanks and case aside."""
    return _term(BEGIN + squeezed(text)[:LONGEST])


def match_beginning(text: str) -> str | None:
    """Return the query for clients of which a name, its pinyin, its initials or a code begins like this."""
    wanted, begun = match(text), squeezed(text)
    if wanted is None:
        return None
    beginning = _term(BEGIN + begun[: CUT - 1]) + "*"
    return beginning if len(begun) < CUT else f"{beginning} AND ({wanted})"


def _term(word: str) -> str:
    return f'"{word}"'


def _prefix(word: str) -> str:
    return f'"{word}"*'


def _han(word: str) -> list[str]:
    """Return the words a run of characters must have: its whole windows, and the last one, which may go on."""
    whole = [_term(word[start : start + CUT] + MARK) for start in range(len(word) - CUT)]
    return [*whole, _prefix(word[-CUT:])]


def _letters(word: str) -> str:
    """Return the query for letters and digits, which may begin a word, pinyin, initials, or end a phone."""
    if word.isdigit():
        return f"({_prefix(word)} OR {_prefix(MARK + word[::-1])})"
    if len(word) <= CUT:
        return _prefix(word)
    spelled = _term(cut(word))
    starts = _certain_starts(word)
    if len(starts) > 1:
        by_syllable = " AND ".join(_piece(word[start:]) for start in starts)
        spelled = f"({by_syllable}) OR ({spelled} AND {_prefix(word[-CUT:])})"
    return f"({_prefix(word)} OR {_prefix(BEGIN + word)} OR {spelled})"


def _piece(rest: str) -> str:
    return _term(cut(rest)) if len(rest) > CUT else _prefix(rest)


def _certain_starts(word: str) -> list[int]:
    """Return where a syllable begins in whatever way a word is read as pinyin; empty when it cannot be.

    The number of readings up to and from each place tells through which places all of them go.
    """
    length = len(word)
    before, after = [1] + [0] * length, [0] * length + [1]
    steps = [(start, end) for start in range(length) for end in _ends(word, start)]
    for start, end in steps:
        before[end] += before[start]
    for start, end in reversed(steps):
        after[start] += after[end]
    return [place for place in range(length) if before[place] * after[place] == after[0] > 0]


def _ends(word: str, start: int) -> Iterator[int]:
    for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(word)) + 1):
        if SYLLABLE.fullmatch(word, start, end) or (end == len(word) and PARTIAL.fullmatch(word, start, end)):
            yield end
