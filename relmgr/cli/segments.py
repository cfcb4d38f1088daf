"""Segments: list, save, show, rename, order and delete them, and say how their clients are served."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from relmgr import i18n
from relmgr.cli.cells import amount, column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Cell, Facts, Report, Table, sentence
from relmgr.domain.cadence import Cadence
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segment_json import as_json
from relmgr.domain.segment_words import say_definition
from relmgr.domain.strategies import Segment, Served, Strategy, said
from relmgr.domain.strategy_words import reasons, strategy_lines
from relmgr.errors import Refused
from relmgr.queries.segments import SegmentLine, Totals, segment_named, segments, totals
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.strategies import Template

NONE_SAVED = Words(
    "还没有分段；例如：relmgr segment save 华东重点 地区=华东 层级=A,B",
    "No segment is saved yet; for example: relmgr segment save EAST region=华东 tier=A,B",
)
SAVED = Words("已保存分段「{name}」：{what}（{n} 家）", 'Saved segment "{name}": {what} ({n} clients)')
DELETED = Words(
    "已删除分段「{name}」（relmgr undo 可撤销）", 'Deleted segment "{name}" (relmgr undo takes it back)'
)
RENAMED = Words("分段「{old}」改名为「{name}」", 'Segment "{old}" is now called "{name}"')
MOVED = Words("分段「{name}」排到第 {place} 位", 'Segment "{name}" stands at place {place}')
GIVEN = Words("分段「{name}」的服务策略：{strategy}", 'Segment "{name}" has the service strategy {strategy}')
TAKEN = Words("分段「{name}」不再有服务策略", 'Segment "{name}" has no service strategy any more')
NO_CONDITIONS = Words("写法：relmgr segment save 名称 条件...", "Write: relmgr segment save NAME COND...")
HOW = {
    "show": Words("写法：relmgr segment show 名称", "Write: relmgr segment show NAME"),
    "delete": Words("写法：relmgr segment delete 名称", "Write: relmgr segment delete NAME"),
    "rename": Words("写法：relmgr segment rename 名称 新名称", "Write: relmgr segment rename NAME NEW"),
    "move": Words("写法：relmgr segment move 名称 位次", "Write: relmgr segment move NAME PLACE"),
    "strategy": Words(
        "写法：relmgr segment strategy 名称 模板|策略名|none [--days N] [--service 文字] [--measure 文字]",
        "Write: relmgr segment strategy NAME TEMPLATE|TITLE|none [--days N] [--service TEXT] [--measure TEXT]",
    ),
    "save": NO_CONDITIONS,
}
WORDS = {
    "show": (0, 0),
    "delete": (0, 0),
    "rename": (1, 1),
    "move": (1, 1),
    "strategy": (1, 1),
    "save": (1, 99),
}
"""Fewest and most words each verb takes behind the name."""


def segment(context: Context, args: Namespace) -> Report:
    """List the segments, or do something with one."""
    if args.verb == "list":
        return _listed(context)
    least, most = WORDS[args.verb]
    if args.name is None or not least <= len(args.words) <= most:
        raise Refused(HOW[args.verb])
    if args.verb == "save":
        return _saved(context, args)
    found = context.workspace.ask(segment_named, args.name)
    return VERBS[args.verb](context, found, args)


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
        "strategy": found.strategy,
    }


def served_json(served: Served, interval: Cadence) -> dict[str, Any]:
    """Return how one client is served as data; `lines` say it with the reasons, in both languages."""
    segment = served.applied.segment
    return {
        "segment": segment.name if segment else None,
        "strategy": segment.strategy if segment else None,
        "because": list(reasons(served, segment)) if segment else [],
        "cadence_days": interval.days,
        "driver": interval.driver,
        "matching": [one.name for one in served.applied.matching],
        "lines": [{"label": label, "text": text} for label, text in strategy_lines(served, interval)],
    }


def _listed(context: Context) -> Report:
    lines: list[SegmentLine] = context.workspace.ask(segments)
    columns = (
        column("位次", "place", right=True),
        column("分段", "segment"),
        column("客户", "clients", right=True),
        column("敞口", "exposure", right=True),
        column("策略", "strategy"),
        column("间隔", "days", right=True),
        column("条件", "conditions"),
    )
    cells = [
        (
            str(place),
            line.segment.name,
            f"{line.totals.clients:,}",
            exposure_text(line.totals),
            _strategy_name(line.segment.strategy),
            _days(line.segment.strategy),
            i18n.say(say_definition(line.segment.definition)),
        )
        for place, line in enumerate(lines, start=1)
    ]
    data = [segment_json(line.segment, line.totals) for line in lines]
    return Report(data, (Table(columns, cells, NONE_SAVED),))


def _strategy_name(strategy: Strategy | None) -> str:
    return i18n.say(said(strategy.name)) if strategy else "-"


def _days(strategy: Strategy | None) -> str:
    return str(strategy.cadence_days) if strategy and strategy.cadence_days else "-"


def _shown(context: Context, found: Segment, _args: Namespace) -> Report:
    counted = context.workspace.ask(totals, found.definition)
    say = i18n.say
    pairs: list[tuple[str, Cell]] = [
        (say(Words("条件", "conditions")), say(say_definition(found.definition))),
        (say(Words("写法", "written")), spell_definition(found.definition)),
        (say(Words("客户", "clients")), f"{counted.clients:,}"),
        (say(Words("敞口", "exposure")), exposure_text(counted)),
        (say(Words("敞口不明", "exposure unknown")), f"{counted.unknown:,}"),
        (say(Words("服务策略", "service strategy")), _strategy_name(found.strategy)),
        (say(Words("走访间隔（天）", "contact interval (days)")), _days(found.strategy)),
    ]
    strategy = found.strategy or Strategy("-")
    for words, texts in (
        (Words("增值服务", "value-added services"), strategy.services),
        (Words("风险措施", "risk measures"), strategy.measures),
    ):
        pairs.append((say(words), "; ".join(say(said(text)) for text in texts) or "-"))
    return Report(segment_json(found, counted), (Facts(pairs, found.name),))


def _saved(context: Context, args: Namespace) -> Report:
    from relmgr import services

    definition = parse_definition(" ".join(args.words))
    context.workspace.do(services.save_segment, args.name, definition)
    counted = context.workspace.ask(totals, definition)
    found = context.workspace.ask(segment_named, args.name)
    line = i18n.say(
        SAVED, name=found.name, what=i18n.say(say_definition(definition)), n=f"{counted.clients:,}"
    )
    return sentence(line, segment_json(found, counted))


def _deleted(context: Context, found: Segment, _args: Namespace) -> Report:
    from relmgr import services

    context.workspace.do(services.delete_segment, found.id)
    return sentence(i18n.say(DELETED, name=found.name), {"deleted": found.id, "name": found.name})


def _renamed(context: Context, found: Segment, args: Namespace) -> Report:
    from relmgr import services

    context.workspace.do(services.rename_segment, found.id, args.words[0])
    line = i18n.say(RENAMED, old=found.name, name=args.words[0])
    return sentence(line, {"id": found.id, "name": args.words[0]})


def _moved(context: Context, found: Segment, args: Namespace) -> Report:
    from relmgr import services

    if not args.words[0].isdigit():
        raise Refused(HOW["move"])
    place = context.workspace.do(services.move_segment, found.id, int(args.words[0])).result
    line = i18n.say(MOVED, name=found.name, place=place)
    return sentence(line, {"id": found.id, "name": found.name, "position": place})


def _given(context: Context, found: Segment, args: Namespace) -> Report:
    from relmgr import services

    strategy = None if args.words[0].lower() == "none" else _wanted(context, args)
    context.workspace.do(services.set_strategy, found.id, strategy)
    data = {"id": found.id, "name": found.name, "strategy": strategy}
    if strategy is None:
        return sentence(i18n.say(TAKEN, name=found.name), data)
    return sentence(i18n.say(GIVEN, name=found.name, strategy=i18n.say(said(strategy.name))), data)


def _wanted(context: Context, args: Namespace) -> Strategy:
    """Return the strategy of a template, or one of that title; options replace what the template says."""
    title = args.words[0]
    template = _template(context, title)
    strategy = template.strategy if template else Strategy(title)
    return replace(
        strategy,
        cadence_days=args.days if args.days is not None else strategy.cadence_days,
        services=tuple(args.service or strategy.services),
        measures=tuple(args.measure or strategy.measures),
    )


def _template(context: Context, word: str) -> "Template | None":
    every = context.workspace.strategy_templates
    names = {
        name.lower(): template for template in every for name in (template.id, *said(template.strategy.name))
    }
    near = get_close_matches(word.lower(), list(names), n=1, cutoff=0.85)
    return names[near[0]] if near else None


VERBS: dict[str, Callable[[Context, Segment, Namespace], Report]] = {
    "show": _shown,
    "delete": _deleted,
    "rename": _renamed,
    "move": _moved,
    "strategy": _given,
}
SEGMENT = argument(
    "--segment", metavar="NAME", zh="只看这个分段的客户", en="only the clients of this segment"
)
WHERE = argument(
    "--where",
    metavar="COND",
    zh="只看符合条件的客户，例如 层级=A,B 合作年限>=5",
    en="only clients that meet conditions, for example tier=A,B years>=5",
)
COMMANDS = (
    CommandLine(
        "segment",
        segment,
        Words(
            "分段：保存的条件及其服务策略", "segments: saved conditions and the service strategy they carry"
        ),
        (
            argument(
                "verb",
                choices=("list", "save", "show", "rename", "move", "delete", "strategy"),
                zh="列出、保存、显示、改名、排序、删除、给策略",
                en="what to do",
            ),
            argument(
                "name", metavar="NAME", nargs="?", zh="分段的名称或位次", en="a segment, by name or place"
            ),
            argument(
                "words",
                metavar="WORD",
                nargs="*",
                zh="save：条件；rename：新名称；move：位次；strategy：模板、策略名或 none",
                en="save: conditions; rename: the new name; move: the place; strategy: a template, a title or none",
            ),
            argument("--days", metavar="N", type=int, zh="走访间隔（天）", en="contact interval in days"),
            argument(
                "--service", metavar="TEXT", action="append", zh="增值服务，可多次", en="a service; repeat it"
            ),
            argument(
                "--measure",
                metavar="TEXT",
                action="append",
                zh="风险措施，可多次",
                en="a risk measure; repeat it",
            ),
        ),
    ),
)
