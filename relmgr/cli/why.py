"""Why a warning was raised: every input, limit, version and source behind it."""

from argparse import Namespace
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, day, mark, short_id, term
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Block, Cell, Facts, Report, Table
from relmgr.domain.value_words import RULE_SOURCES, SIGNAL_STATES, SYSTEM
from relmgr.queries.signals import resolve_signal
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.queries.why import SignalWhy

NO_INPUTS = Words("没有记录依据。", "No inputs were stored.")
NO_HISTORY = Words("还没有人处理过。", "Nobody has answered it yet.")
STEPS = {
    "opened": Words("出现", "opened"),
    "raised": Words("升级", "raised"),
    "recurred": Words("复发", "again"),
    "acked": Words("确认", "acknowledged"),
}
MET = {True: Words("满足", "met"), False: Words("不满足", "not met"), None: Words("不明", "unknown")}


def why(context: Context, args: Namespace) -> Report:
    """Explain one warning from what was stored with it."""
    from relmgr.queries.why import why_signal

    key = context.workspace.ask(resolve_signal, args.id)
    found = context.workspace.ask(why_signal, key)
    assert found is not None
    return Report(found, (_head(found), _inputs(found), *_series(found), _history(found)))


def _head(found: "SignalWhy") -> Facts:
    say, signal = i18n.say, found.signal
    source = RULE_SOURCES.get(found.source_kind)
    pairs: list[tuple[str, Cell]] = [
        (say(Words("客户", "client")), signal.client),
        (say(Words("级别", "severity")), mark(signal.severity)),
        (say(Words("状态", "state")), term(SIGNAL_STATES, signal.state)),
        (say(Words("规则", "rule")), f"{signal.rule_id} v{signal.rule_version} ({found.rulebook or '-'})"),
        (
            say(Words("依据", "source")),
            f"{say(source)}: {say(found.source)}" if source else say(found.source),
        ),
        (say(Words("首次出现", "first seen")), day(signal.first_seen_on)),
        (say(Words("最近出现", "last seen")), day(signal.last_seen_on)),
        (say(Words("时限", "answer due")), day(signal.due_on)),
        (say(Words("怎么办", "what to do")), say(found.advice) or "-"),
    ]
    if found.subject:
        pairs.insert(1, (say(Words("对象", "about")), found.subject))
    if found.severity_now and found.severity_now is not signal.severity:
        pairs.insert(2, (say(Words("现在", "now")), mark(found.severity_now)))
    return Facts(pairs, f"{short_id(signal.id)} {say(found.title)}")


def _inputs(found: "SignalWhy") -> Table:
    columns = (column("依据", "input"), column("数据日期", "as of"), column("条件", "condition"))
    cells = [(i18n.say(given.said), day(given.as_of), i18n.say(MET[given.met])) for given in found.inputs]
    return Table(columns, cells, NO_INPUTS, i18n.say(Words("依据", "Inputs")))


def _series(found: "SignalWhy") -> list[Block]:
    columns = (column("月份", "month"), column("数值", "value", right=True))
    return [
        Table(
            columns,
            [(month, "-" if v is None else f"{v:,.2f}") for month, v in months.items()],
            NO_INPUTS,
            name,
        )
        for name, months in found.series.items()
    ]


def _history(found: "SignalWhy") -> Table:
    columns = (
        column("日期", "date"),
        column("事件", "what"),
        column("级别", "severity"),
        column("说明", "note"),
        column("经办", "by"),
    )
    cells = [
        (day(step.on_day), _event(step.kind), mark(step.severity), step.note, _who(step.by))
        for step in found.history
    ]
    return Table(columns, cells, NO_HISTORY, i18n.say(Words("经过", "History")))


def _who(name: str) -> str:
    return i18n.say(SYSTEM) if name == "system" else name


def _event(kind: str) -> str:
    states = {state.value: words for state, words in SIGNAL_STATES.items()}
    return term({**states, **STEPS}, kind)


COMMANDS = (
    CommandLine(
        "why",
        why,
        Words(
            "一条预警的依据：数据、门槛、规则版本和出处",
            "every input, limit, version and source behind a warning",
        ),
        (
            argument(
                "id", metavar="ID", zh="编号，写开头或末尾即可", en="its id, or the beginning or end of it"
            ),
        ),
    ),
)
