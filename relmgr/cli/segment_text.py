"""A segment as data and as a sentence: what every command about segments answers with."""

from typing import Any

from relmgr import i18n
from relmgr.cli.cells import amount
from relmgr.cli.context import Context
from relmgr.cli.report import Report, sentence
from relmgr.domain.segment_grammar import spell_definition
from relmgr.domain.segment_json import as_json
from relmgr.domain.segment_words import say_definition
from relmgr.domain.strategies import Segment
from relmgr.queries.segments import Totals, segment_named, totals
from relmgr.words import Words

SAVED = Words("已保存分段「{name}」：{what}（{n} 家）", 'Saved segment "{name}": {what} ({n} clients)')


def exposure_text(found: Totals) -> str:
    """Return what is owed in each currency, apart."""
    return " + ".join(amount(*money) for money in found.exposure) or "-"


def segment_json(found: Segment, counted: Totals) -> dict[str, Any]:
    """Return a segment as data."""
    return {
        "id": found.id,
        "name": found.name,
        "position": found.position,
        "where": spell_definition(found.definition),
        "definition": as_json(found.definition),
        "words": say_definition(found.definition),
        "clients": counted.clients,
        "exposure": counted.exposure,
        "exposure_unknown": counted.unknown,
        "sort": found.view.sort,
        "columns": list(found.view.columns),
        "pinned": found.hotkey,
        "strategy": found.strategy,
    }


def told(context: Context, name: str) -> Report:
    """Return what a segment that was just saved is."""
    found = context.workspace.ask(segment_named, name)
    definition = found.definition
    counted = context.workspace.ask(totals, definition)
    line = i18n.say(
        SAVED, name=found.name, what=i18n.say(say_definition(definition)), n=f"{counted.clients:,}"
    )
    return sentence(line, segment_json(found, counted))
