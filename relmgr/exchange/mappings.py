"""Mapping files: how a list that relmgr does not know by its header is read; the reference is docs/import.md."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any, Final

from relmgr.domain.currencies import CODES
from relmgr.domain.date_spellings import PIVOT
from relmgr.domain.import_headers import plain
from relmgr.domain.import_kinds import FIELDS, Form, Kind, spec
from relmgr.domain.import_records import Part, Pick, Recipe, Source, column_pick
from relmgr.domain.import_style import Style
from relmgr.domain.money import MULTIPLIERS
from relmgr.domain.sheet import text_of
from relmgr.errors import Refused
from relmgr.words import Words

_TOP: Final = ("name", "title", "signature", "record", "currency", "rounded", "dates", "pivot")
_RECORD: Final = ("kind", "key", "fields", "extra")
_ENTRY: Final = (
    "column",
    "first",
    "value",
    "minus",
    "values",
    "percent",
    "unit",
    "currency",
    "dates",
    "digits",
    "rounded",
)


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping file that was read and checked as far as that goes without a list."""

    name: str
    title: Words
    signature: tuple[str, ...]
    data: Mapping[str, Any]
    file: str

    def fits(self, header: Sequence[str]) -> bool:
        """Tell whether a header has every heading of the signature."""
        present = {plain(heading) for heading in header}
        return bool(self.signature) and all(plain(heading) in present for heading in self.signature)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One mapping applied to one header."""

    file: MappingFile
    header: Sequence[str]
    places: Mapping[str, int]
    used: set[int]

    def wrong(self, zh: str, en: str) -> Refused:
        return _wrong(self.file.file, zh, en)

    def index(self, heading: str) -> int:
        found = self.places.get(plain(heading))
        if found is None:
            near = get_close_matches(heading, self.header, n=1, cutoff=0.0)
            raise self.wrong(
                f"清单里没有“{heading}”这一列；最接近的是“{near[0]}”",
                f"the list has no column “{heading}”; the nearest is “{near[0]}”",
            )
        self.used.add(found)
        return found


def _wrong(file: str, zh: str, en: str) -> Refused:
    return Refused(Words(f"映射文件 {file}：{zh}。", f"mapping file {file}: {en}."))


def _known(file: str, where: str, table: Mapping[str, Any], allowed: Sequence[str]) -> None:
    for key in table:
        if key not in allowed:
            near = get_close_matches(key, allowed, n=1, cutoff=0.0)[0]
            raise _wrong(
                file,
                f"{where} 不认识“{key}”；最接近的是“{near}”",
                f"{where} knows no “{key}”; the nearest is “{near}”",
            )


def read_mapping(text: str, file: str) -> MappingFile:
    """Return the mapping that a TOML text holds; raises `Refused` naming file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(file, f"不是有效的 TOML（{error}）", f"is not valid TOML ({error})") from None
    _known(file, "top level", data, _TOP)
    records = data.get("record")
    if not isinstance(data.get("name"), str) or not isinstance(records, list) or not records:
        raise _wrong(file, "要有 name 和至少一个 [[record]]", "needs a name and at least one [[record]]")
    for record in records:
        _known(file, "[[record]]", record, _RECORD)
        if record.get("kind") not in list(Kind) or record["kind"] == Kind.METRICS:
            raise _wrong(
                file,
                f"kind = “{record.get('kind')}”；应为 clients、contacts、facilities 或 visits",
                f"kind = “{record.get('kind')}” should be clients, contacts, facilities or visits",
            )
        names = [field.name for field in FIELDS[Kind(record["kind"])] if field.form is not Form.IGNORED]
        _known(file, f"[record.fields] ({record['kind']})", record.get("fields", {}), names)
    title = data.get("title", {})
    words = Words(title.get("zh", data["name"]), title.get("en", data["name"]))
    return MappingFile(data["name"], words, tuple(data.get("signature", ())), data, file)


@cache
def shipped_mappings() -> tuple[MappingFile, ...]:
    """Return the mappings that come with relmgr, by name."""
    folder = resources.files("relmgr.exchange") / "mapping_files"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(read_mapping(file.read_text("utf-8"), file.name) for file in files)


def find_mapping(name_or_path: str) -> MappingFile:
    """Return the shipped mapping of a name, or the one in a file; raises `Refused`."""
    for mapping in shipped_mappings():
        if mapping.name == name_or_path.removesuffix(".toml"):
            return mapping
    path = Path(name_or_path).expanduser()
    try:
        return read_mapping(path.read_text("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        names = ", ".join(mapping.name for mapping in shipped_mappings())
        raise _wrong(
            name_or_path, f"读不了；自带的映射有 {names}", f"cannot be read; relmgr has {names}"
        ) from None


def mapping_for(header: Sequence[str]) -> MappingFile | None:
    """Return the shipped mapping whose signature a header carries, or None."""
    return next((mapping for mapping in shipped_mappings() if mapping.fits(header)), None)


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
        places[plain(_column(entry))] for record in mapping.data["record"] for entry in record.get("key", ())
    }
    rest = tuple(
        (heading, column_pick(index))
        for index, heading in enumerate(header)
        if heading and index not in reading.used | keys
    )
    last = parts[-1]
    parts[-1] = Part(last.kind, last.sources, last.extras + rest, last.figures, last.key)
    return Recipe(tuple(parts), "en", len(header), mapping.name)


def _part(reading: _Reading, record: Mapping[str, Any]) -> Part:
    kind = Kind(record["kind"])
    sources = []
    for name, entry in record.get("fields", {}).items():
        table = {"column": entry} if isinstance(entry, str) else entry
        _known(reading.file.file, name, table, _ENTRY)
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
    parts = [
        (before, reading.index(name) if name else None) for before, name, _, _ in Formatter().parse(text)
    ]

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


def _column(entry: str | Mapping[str, Any]) -> str:
    """Return the heading an entry names, be it a heading or a table with one."""
    return entry if isinstance(entry, str) else str(entry.get("column", ""))


def _styled(reading: _Reading, entry: str | Mapping[str, Any]) -> Pick:
    """Return a pick that already restores zeros and replaces values, for keys and extras."""
    index = reading.index(_column(entry))
    style = _style(reading, {} if isinstance(entry, str) else entry)

    def pick(cells: Sequence[Any]) -> str:
        text = text_of(cells[index]).strip()
        return style.replaced(text) if text in style.values else text.zfill(style.digits) if text else ""

    return pick


def _style(reading: _Reading, entry: Mapping[str, Any]) -> Style:
    data = reading.file.data
    currency = entry.get("currency", data.get("currency", ""))
    if currency and currency not in CODES:
        raise reading.wrong(f"不认识的币种“{currency}”", f"“{currency}” is no currency")
    unit = entry.get("unit", "")
    if unit and unit not in MULTIPLIERS:
        raise reading.wrong(f"不认识的单位“{unit}”", f"“{unit}” is no unit")
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
