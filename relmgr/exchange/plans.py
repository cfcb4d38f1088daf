"""Reads a file into an import plan: tables, headers or mapping, rows; the book is not asked yet."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from relmgr.domain.date_spellings import Moment
from relmgr.domain.drafts import START_OF_DAY
from relmgr.domain.import_headers import recognise
from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_records import Recipe
from relmgr.domain.import_rows import parse_line, recipe_of
from relmgr.domain.import_style import Context
from relmgr.domain.imports import ImportPlan, PlannedSheet
from relmgr.domain.sheet import Line, Sheet
from relmgr.errors import Refused
from relmgr.exchange.export import original
from relmgr.exchange.mapping_file import MappingFile, find_mapping, mapping_for
from relmgr.exchange.mappings import recipe_from
from relmgr.exchange.sheets import read_sheets
from relmgr.exchange.uscc import check_uscc

_ORDER: Final = list(Kind)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What reading depends on beside the file."""

    today: date
    zone: ZoneInfo
    currency: str = "CNY"
    manager: str = ""


def plan_import(
    path: Path, about: Circumstances, *, kind: Kind | None = None, mapping: str | None = None
) -> ImportPlan:
    """Return the plan of importing a file; raises `Refused` when the file or its header is not understood.

    Without `kind` and `mapping` (a shipped name or the path of a mapping file) the header decides. In a
    workbook, sheets that are no list are left out unless all of them are.
    """
    sheets = read_sheets(path)
    chosen = find_mapping(mapping) if mapping else None
    planned, problems = [], []
    for sheet in sheets:
        try:
            planned.append(_planned(sheet, about, kind, chosen))
        except Refused as problem:
            problems.append(problem)
    if not planned:
        raise problems[0]
    planned.sort(key=lambda sheet: _ORDER.index(sheet.kinds[-1]))
    return ImportPlan(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(planned))


def _planned(
    sheet: Sheet, about: Circumstances, kind: Kind | None, chosen: MappingFile | None
) -> PlannedSheet:
    recipe = _recipe(sheet, kind, chosen)
    context = Context(
        about.today,
        check_uscc,
        _instants(about.zone),
        about.currency,
        about.manager,
        sheet.epoch,
    )
    return PlannedSheet(
        sheet.name,
        recipe.kind,
        tuple(part.kind for part in recipe.parts),
        recipe.language,
        sheet.encoding,
        sheet.delimiter,
        recipe.mapping,
        tuple((source.heading, source.field.name) for part in recipe.parts for source in part.sources)
        + tuple((figure.heading, "value") for part in recipe.parts for figure in part.figures),
        tuple(heading for part in recipe.parts for heading, _ in part.extras),
        tuple(parse_line(recipe, line, context) for line in _rows(sheet, recipe)),
    )


def _rows(sheet: Sheet, recipe: Recipe) -> Iterable[Line]:
    """Return the rows; of a text file that relmgr exported, without the apostrophes it wrote before formulas."""
    ours = any(source.field.name == "id" for part in recipe.parts for source in part.sources)
    if not (ours and sheet.encoding):
        return sheet.rows
    return (
        Line(line.number, tuple(original(cell) if isinstance(cell, str) else cell for cell in line.cells))
        for line in sheet.rows
    )


def _recipe(sheet: Sheet, kind: Kind | None, chosen: MappingFile | None) -> Recipe:
    mapping = chosen or (mapping_for(sheet.header) if kind is None else None)
    if mapping:
        return recipe_from(mapping, sheet.header)
    return recipe_of(recognise(sheet.header, kind))


def _instants(zone: ZoneInfo) -> Callable[[Moment], datetime]:
    def instant(moment: Moment) -> datetime:
        return datetime.combine(moment.day, moment.at or START_OF_DAY, zone).astimezone(UTC)

    return instant
