"""Reads what segmentation takes for known: where bands begin, and the templates of service strategies.

Neither is part of the rulebook: a verdict depends on saved segments, not on the template one was made from.
"""

from itertools import pairwise
from pathlib import Path

from relmgr.domain.dimensions import DIMENSIONS, BandLimits, DimensionKind
from relmgr.domain.signals import Source, SourceKind
from relmgr.domain.strategies import Strategy, Template, in_both
from relmgr.rulebook.files import read_texts
from relmgr.rulebook.reading import TomlTable, parse
from relmgr.words import Words

BANDS, STRATEGIES = "bands.toml", "strategies.toml"
NOT_RISING = Words(
    "应为从小到大、互不相同的正整数的列表。",
    "must be a list of whole numbers above 0, each larger than the last.",
)


def load_bands(folder: Path | None = None) -> BandLimits:
    """Return where the bands of numbers and amounts begin; a file in `folder` replaces the built-in one."""
    top = parse(BANDS, read_texts([BANDS], folder)[BANDS])
    top.textual("version")
    found = {}
    for code, dimension in DIMENSIONS.items():
        if dimension.kind is not DimensionKind.TEXT:
            found[code] = _rising(top, code)
    top.finish()
    return found


def _rising(top: TomlTable, key: str) -> tuple[int, ...]:
    limits = top.take(key)
    if not isinstance(limits, list) or not limits or any(type(limit) is not int for limit in limits):
        raise top.fail(key, NOT_RISING)
    if limits[0] < 1 or any(high <= low for low, high in pairwise(limits)):
        raise top.fail(key, NOT_RISING)
    return tuple(limits)


def load_templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Return the strategy templates in their order; a file in `folder` replaces the built-in one."""
    top = parse(STRATEGIES, read_texts([STRATEGIES], folder)[STRATEGIES])
    top.textual("version")
    templates = tuple(_template(table) for table in top.tables("strategies"))
    top.finish()
    return templates


def _template(table: TomlTable) -> Template:
    origin = table.table("source")
    source = Source(origin.choice("kind", SourceKind), origin.words("text"))
    origin.finish()
    strategy = Strategy(
        in_both(table.words("name")),
        table.count("cadence_days"),
        _texts(table, "services"),
        _texts(table, "measures"),
    )
    template = Template(table.textual("id"), strategy, source)
    table.finish()
    return template


def _texts(table: TomlTable, key: str) -> tuple[str, ...]:
    found = []
    for item in table.tables(key):
        found.append(in_both(item.both()))
        item.finish()
    return tuple(found)
