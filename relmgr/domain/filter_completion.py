"""What may follow in a half-typed filter: a field, or a value of the field before it.

The last word alone decides, so that a suggestion is there on every key, whether or not the whole is right yet.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from relmgr.domain.dimensions import Dimension, DimensionKind
from relmgr.domain.fields import FIELDS, named_field, names_of
from relmgr.domain.language import Language
from relmgr.domain.segment_grammar import HAS, MISSING
from relmgr.domain.segment_spelling import field_name, quoted
from relmgr.domain.segment_syntax import ITEM, NAME, OPERATOR, levelled
from relmgr.words import Words

MOST: Final = 5
"""Suggestions at a time: they take lines from the list they are about."""

_TAIL: Final = re.compile(
    rf'(?:^|(?<=[\s(（-]))-?(?P<name>{NAME})\s*(?:{OPERATOR})\s*(?:{ITEM}\s*,\s*)*(?P<part>"[^"]*|(?:{ITEM})?)$'
)
_WORD: Final = re.compile(rf"(?P<part>{NAME})$|$")
MISSING_HINT, HAS_HINT = Words("没有填", "not known"), Words("已有", "known")


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion: what is put in the place of the half-typed word, what is shown, and what it means."""

    text: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is being typed: part `text[start:]` of a value of `field`, or of a field name where there is none.

    `lists_fields` is a value that is itself a field, as after `missing:`.
    """

    start: int
    part: str
    field: Dimension | None = None
    lists_fields: bool = False

    @property
    def is_field(self) -> bool:
        """Tell whether names of fields may stand here."""
        return self.field is None


def wanted(text: str) -> Wanted | None:
    """Return what is being typed at the end of a text; None where nothing can be suggested."""
    line = levelled(text)
    if found := _TAIL.search(line):
        name, part = found["name"], found["part"]
        start = found.start("part")
        if name.lower() in MISSING | HAS:
            return Wanted(start, part, lists_fields=True)
        field = named_field(name)
        return None if field is None else Wanted(start, part.strip('"'), field)
    if line.count('"') % 2:
        return None
    word = _WORD.search(line)
    assert word is not None
    part = word["part"] or ""
    return Wanted(len(line) - len(part), part.lstrip("-－"))


def field_choices(want: Wanted, language: Language) -> list[Choice]:
    """Return the fields that fit what is typed, those that begin with it first; Chinese ones by initials, too."""
    part = want.part.lower()
    ranked = []
    for place, field in enumerate(FIELDS.values()):
        if (rank := _rank(part, (*names_of(field), field.initials))) is not None:
            ranked.append((rank, place, field))
    ranked.sort(key=lambda one: one[:2])
    after = "" if want.lists_fields else None
    found = [_field_choice(field, language, after) for _, _, field in ranked[:MOST]]
    if not want.lists_fields:
        found += _presence_choices(part, language)
    return found[:MOST]


def _rank(part: str, names: Iterable[str]) -> int | None:
    """Return 0 for a name that is the part, 1 for one that begins with it, 2 for one that contains it."""
    best = None
    for name in filter(None, names):
        if part in name:
            rank = 0 if name == part else 1 if name.startswith(part) else 2
            best = rank if best is None else min(best, rank)
    return best


def _field_choice(field: Dimension, language: Language, after: str | None) -> Choice:
    name = field_name(field, language)
    sign = ":" if field.kind is DimensionKind.TEXT else ">"
    note = field.source.zh if language == "zh" else f"{field.words.en}: {field.source.en}"
    return Choice(f"{name}{sign if after is None else after}", name, note)


def _presence_choices(part: str, language: Language) -> list[Choice]:
    words = (("无", "missing", MISSING_HINT), ("有", "has", HAS_HINT))
    found = []
    for zh, en, hint in words:
        name = zh if language == "zh" else en
        if part and _rank(part, (zh, en)) is not None:
            found.append(Choice(f"{name}:", name, hint.zh if language == "zh" else hint.en))
    return found


def known_choices(field: Dimension, part: str, language: Language) -> list[Choice]:
    """Return the values that a field is known to have and that fit what is typed, in their order."""
    wanted_part = part.lower()
    ranked = []
    for place, (value, words) in enumerate(field.values.items()):
        rank = _rank(wanted_part, (value.lower(), words.zh.lower(), words.en.lower()))
        if rank is not None:
            ranked.append((rank, place, value, words))
    shown = []
    for _, _, value, words in sorted(ranked, key=lambda one: one[:2]):
        text, note = (words.zh, value) if language == "zh" else (value, words.en)
        shown.append(Choice(quoted(text), text, "" if note == text else note))
    return shown[:MOST]


def taken(text: str, cursor: int, want: Wanted, choice: Choice) -> tuple[str, int]:
    """Return the text with a suggestion in the place of the half-typed word, and where the cursor then stands."""
    before = text[: want.start]
    if want.is_field and not want.lists_fields and text[want.start : want.start + 1] in ("-", "－"):
        before = text[: want.start + 1]
    return before + choice.text + text[cursor:], len(before) + len(choice.text)


def with_found(known: Sequence[Choice], found: Sequence[Choice]) -> list[Choice]:
    """Return known values and those found in the book, each once."""
    texts = {choice.text for choice in known}
    return [*known, *(choice for choice in found if choice.text not in texts)][:MOST]
