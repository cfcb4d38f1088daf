"""Segments: list, save, show, rename, order and delete them, and say how their clients are served."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Cell, Facts, Report, Table, sentence
from relmgr.cli.segment_strategy import give
from relmgr.cli.segment_text import exposure_text, segment_json, told
from relmgr.cli.segment_views import pin, take_over, view_asked, write_out
from relmgr.domain.cadence import Cadence
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segment_words import say_definition
from relmgr.domain.strategies import Segment, Served, Strategy, said
from relmgr.domain.strategy_words import reasons, strategy_lines
from relmgr.errors import Refused
from relmgr.queries.clients import SORTS
from relmgr.queries.segments import SegmentLine, segment_named, segments, totals
from relmgr.words import Words

NONE_SAVED = Words(
    "还没有分段；例如：relmgr segment save 华东重点 地区=华东 层级=A,B",
    "No segment is saved yet; for example: relmgr segment save EAST region=华东 tier=A,B",
)
DELETED = Words(
    "已删除分段「{name}」（relmgr undo 可撤销）", 'Deleted segment "{name}" (relmgr undo takes it back)'
)
RENAMED = Words("分段「{old}」改名为「{name}」", 'Segment "{old}" is now called "{name}"')
MOVED = Words("分段「{name}」排到第 {place} 位", 'Segment "{name}" stands at place {place}')
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
    "pin": Words("写法：relmgr segment pin 名称", "Write: relmgr segment pin NAME"),
    "export": Words(
        "写法：relmgr segment export 名称 > 文件.toml", "Write: relmgr segment export NAME > FILE.toml"
    ),
    "import": Words("写法：relmgr segment import 文件.toml", "Write: relmgr segment import FILE.toml"),
}
WORDS = {
    "show": (0, 0),
    "delete": (0, 0),
    "pin": (0, 0),
    "export": (0, 0),
    "import": (0, 0),
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
    if args.verb == "import":
        return take_over(context, args)
    found = context.workspace.ask(segment_named, args.name)
    return VERBS[args.verb](context, found, args)


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
            f"{place}{'*' if line.segment.hotkey else ''}",
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
        (say(Words("排序", "order")), found.view.sort or "-"),
        (say(Words("列", "columns")), ", ".join(found.view.columns) or "-"),
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
    context.workspace.do(services.save_segment, args.name, definition, view_asked(args))
    return told(context, args.name)


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


VERBS: dict[str, Callable[[Context, Segment, Namespace], Report]] = {
    "show": _shown,
    "delete": _deleted,
    "rename": _renamed,
    "move": _moved,
    "strategy": give,
    "pin": pin,
    "export": write_out,
}
SEGMENT = argument(
    "--segment", metavar="NAME", zh="只看这个分段的客户", en="only the clients of this segment"
)
WHERE = argument(
    "--where",
    metavar="COND",
    zh="只看符合条件的客户，例如 层级:A 未见>60 (敞口>1亿 或 预警:红)",
    en="only clients that meet conditions, for example tier:A last>60 (exp>100m or warn:red)",
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
                choices=(
                    "list",
                    "save",
                    "show",
                    "rename",
                    "move",
                    "pin",
                    "delete",
                    "strategy",
                    "export",
                    "import",
                ),
                zh="列出、保存、显示、改名、排序、固定、删除、给策略、导出、导入",
                en="what to do",
            ),
            argument(
                "name",
                metavar="NAME",
                nargs="?",
                zh="分段的名称或位次；import：文件",
                en="a segment, by name or place; import: a file",
            ),
            argument(
                "words",
                metavar="WORD",
                nargs="*",
                zh="save：条件；rename：新名称；move：位次；strategy：模板、策略名或 none",
                en="save: conditions; rename: the new name; move: the place; strategy: a template, a title or none",
            ),
            argument("--sort", choices=tuple(SORTS), zh="save：列表的排序", en="save: the order of the list"),
            argument(
                "--reverse",
                action="store_true",
                zh="save：排序倒过来",
                en="save: with the order turned round",
            ),
            argument(
                "--columns",
                metavar="A,B",
                zh="save：列表的列，用逗号隔开",
                en="save: the columns of the list, with commas between",
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
