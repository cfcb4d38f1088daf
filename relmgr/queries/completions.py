"""Values of the book that complete a half-typed filter: regions, industries, groups, managers and the like."""

from collections.abc import Sequence
from typing import Final

from relmgr.db.reader import Reader
from relmgr.db.search import is_han, squeezed
from relmgr.db.spelling import readings
from relmgr.domain.dimensions import Dimension, DimensionKind
from relmgr.domain.filter_completion import MOST, Choice, known_choices, with_found
from relmgr.domain.language import Language
from relmgr.domain.segment_spelling import quoted

MANY: Final = 300
"""Values of a field that are looked through; of a field with more, those that contain what is typed."""

STORED: Final = {
    "region": ("clientcache", "region"),
    "city": ("client", "city"),
    "industry": ("clientcache", "industry"),
    "group": ("client", "group_name"),
    "size": ("client", "size"),
    "phase": ("client", "phase"),
    "grade": ("clientcache", "grade"),
    "currency": ("clientcache", "currency"),
    "manager": ("accountmanager", "name"),
}
"""Where values that nobody has listed are found; a name or a code completes nothing."""


def value_choices(
    reader: Reader, field: Dimension, part: str, language: Language, values: Sequence[str] = ()
) -> list[Choice]:
    """Return what completes a value: those the field is known to have, then those of the book that `values` lists.

    Chinese values answer to pinyin and initials, too. Of a field with very many values the book is asked again.
    """
    if field.kind is not DimensionKind.TEXT:
        return []
    known = known_choices(field, part, language)
    if len(known) >= MOST or field.code not in STORED:
        return known
    found = fitting(values, part.lower())
    if not found and len(values) >= MANY and part:
        found = _containing(reader, field.code, part)
    return with_found(known, [Choice(quoted(v), v) for v in found if v not in field.values])


def fitting(values: Sequence[str], part: str, most: int = MOST) -> list[str]:
    """Return values that begin with what is typed in lower case, then those that contain it or sound like it."""
    begin = [value for value in values if value.lower().startswith(part)]
    found = [*begin, *(value for value in values if part in value.lower() and value not in begin)]
    if len(found) < most and part.isascii() and part.isalpha():
        found += [v for v in values if v not in found and any(map(is_han, v)) and _sounds(v, part)]
    return found[:most]


def _sounds(value: str, wanted: str) -> bool:
    """Tell whether a Chinese value is read, or its initials are, as what is typed."""
    for reading, _ in readings(squeezed(value)):
        if "".join(reading).startswith(wanted) or "".join(s[0] for s in reading).startswith(wanted):
            return True
    return False


def stored_values(reader: Reader, code: str) -> list[str]:
    """Return the values of a field in the book, of very many some: one scan, which a caller keeps."""
    if code not in STORED:
        return []
    table, column = STORED[code]
    found = reader.column(f"SELECT DISTINCT {column} FROM {table} WHERE {column} > '' LIMIT {MANY}")
    return sorted(found)


def _containing(reader: Reader, code: str, part: str) -> list[str]:
    table, column = STORED[code]
    return reader.column(
        f"SELECT DISTINCT {column} FROM {table} WHERE instr(lower({column}), lower(:part)) LIMIT {MOST}",
        part=part,
    )
