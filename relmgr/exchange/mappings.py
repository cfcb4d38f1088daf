"""Applies a mapping file to the header of a list: from it comes the recipe by which every row is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from string import Formatter
from typing import Any

from relmgr.domain.currencies import CODES
from relmgr.domain.date_spellings import PIVOT
from relmgr.domain.import_headers import distinct, plain
from relmgr.domain.import_kinds import Kind, spec
from relmgr.domain.import_records import Part, Pick, Recipe, Source, column_pick
from relmgr.domain.import_style import Style
from relmgr.domain.money import MULTIPLIERS
from relmgr.domain.sheet import text_of
from relmgr.errors import Refused
from relmgr.exchange.mapping_file import ENTRY, PICKED, MappingFile, entry_of, refuse_mapping


@dataclass(frozen=True, slots=True)
class _Reading:
    """One mapping applied to one header."""

    file: MappingFile
    header: Sequence[str]
    places: Mapping[str, int]
    used: set[int]

    def wrong(self, zh: str, en: str) -> Refused:
        return refuse_mapping(self.file.file, zh, en)

    def index(self, heading: str) -> int:
        found = self.places.get(plain(heading))
        if found is None:
            near = get_close_matches(heading, self.header, n=1, cutoff=0.0)
            raise self.wrong(
                f"清单里没有「{heading}」这一列；最接近的是「{near[0]}」",
                f'the list has no column "{heading}"; the nearest is "{near[0]}"',
            )
        self.used.add(found)
        return found


def recipe_from(mapping: MappingFile, header: Sequence[str]) -> Recipe:
    """Return how to read a list with this header; raises `Refused` naming a missing column."""
    places: dict[str, int] = {}
    for index, heading in enumerate(header):
        places.setdefault(plain(heading), index)
    reading = _Reading(mapping, header, places, set())
    parts = []
    for record in mapping.data["record"]:
        # What an earlier record takes stays with the last one too: only the first row of a client counts
        # for the client, so the columns of later rows must not be lost. Key columns are the same in all.
        reading.used.clear()
        parts.append(_part(reading, record))
    keys = {
        places[plain(entry if isinstance(entry, str) else entry["column"])]
        for record in mapping.data["record"]
        for entry in record.get("key", ())
    }
    rest = tuple(
        (heading, column_pick(index))
        for index, heading in enumerate(distinct(header))
        if heading and index not in reading.used | keys
    )
    last = parts[-1]
    parts[-1] = Part(last.kind, last.sources, last.extras + rest, last.figures, last.key)
    return Recipe(tuple(parts), "en", len(header), mapping.name)


def _part(reading: _Reading, record: Mapping[str, Any]) -> Part:
    kind = Kind(record["kind"])
    sources = []
    for name, entry in record.get("fields", {}).items():
        table = entry_of(reading.file.file, name, entry, ENTRY)
        sources.append(_source(reading, kind, name, table))
    extras = [(heading, _styled(reading, entry)) for heading, entry in record.get("extra", {}).items()]
    key = tuple(_styled(reading, entry) for entry in record.get("key", ()))
    return Part(kind, tuple(sources), tuple(extras), (), key)


def _source(reading: _Reading, kind: Kind, name: str, entry: Mapping[str, Any]) -> Source:
    style = _style(reading, entry)
    heading = str(entry.get("column", name))
    less = None
    if minus := entry.get("minus"):
        less = Source(spec(kind, name), str(minus), column_pick(reading.index(minus)), style)
    if "values" in entry:
        # Such a value says less than the cell did, so the cell is kept among the extras as well.
        index = reading.index(heading)
        reading.used.discard(index)
        return Source(spec(kind, name), heading, column_pick(index), style, less)
    return Source(spec(kind, name), heading, _pick(reading, entry), style, less)


def _pick(reading: _Reading, entry: Mapping[str, Any]) -> Pick:
    if "value" in entry:
        constant = str(entry["value"])
        return lambda _cells: constant
    if "first" in entry:
        return _first([_template(reading, text) for text in entry["first"]])
    if "column" not in entry:
        raise reading.wrong("字段要有 column、first 或 value", "a field needs column, first or value")
    return column_pick(reading.index(str(entry["column"])))


def _template(reading: _Reading, text: str) -> Callable[[Sequence[Any]], str]:
    """Return a text made of `{Heading}` places; '' when one of them is empty."""
    try:
        named = [(before, name) for before, name, _, _ in Formatter().parse(str(text))]
    except ValueError:
        raise reading.wrong(f"「{text}」里的花括号没有配对", f'the braces of "{text}" do not match') from None
    parts = [(before, reading.index(name) if name else None) for before, name in named]

    def fill(cells: Sequence[Any]) -> str:
        made = ""
        for before, index in parts:
            made += before
            if index is not None:
                cell = text_of(cells[index]).strip()
                if not cell:
                    return ""
                made += cell
        return made

    return fill


def _first(templates: Sequence[Callable[[Sequence[Any]], str]]) -> Pick:
    return lambda cells: next((text for template in templates if (text := template(cells))), "")


def _styled(reading: _Reading, entry: object) -> Pick:
    """Return a pick that already restores zeros and replaces values, for keys and extras."""
    table = entry_of(reading.file.file, "key/extra", entry, PICKED)
    index = reading.index(str(table.get("column", "")))
    style = _style(reading, table)

    def pick(cells: Sequence[Any]) -> str:
        text = text_of(cells[index]).strip()
        return style.replaced(text) if text in style.values else text.zfill(style.digits) if text else ""

    return pick


def _style(reading: _Reading, entry: Mapping[str, Any]) -> Style:
    data = reading.file.data
    currency = entry.get("currency", data.get("currency", ""))
    if currency and currency not in CODES:
        raise reading.wrong(f"不认识的币种「{currency}」", f'"{currency}" is no currency')
    unit = entry.get("unit", "")
    if unit and unit not in MULTIPLIERS:
        raise reading.wrong(f"不认识的单位「{unit}」", f'"{unit}" is no unit')
    return Style(
        forms=tuple(entry.get("dates", data.get("dates", ()))),
        pivot=int(data.get("pivot", PIVOT)),
        factor=MULTIPLIERS[unit] if unit else 1,
        currency=currency,
        percent=bool(entry.get("percent", False)),
        rounded=bool(entry.get("rounded", data.get("rounded", False))),
        values={str(key): str(value) for key, value in entry.get("values", {}).items()},
        digits=int(entry.get("digits", 0)),
    )
