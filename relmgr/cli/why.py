"""Why a warning was raised, or a client has its tier, score, class or stage: down to the rows behind it."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, day, mark, short_id, term
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Block, Cell, Facts, Lines, Report, Table
from relmgr.domain.value_words import RULE_SOURCES, SIGNAL_STATES, SYSTEM
from relmgr.domain.values import Key
from relmgr.errors import NotFound, Refused
from relmgr.queries.signals import resolve_signal
from relmgr.words import Words

if TYPE_CHECKING:
    from datetime import date

    from relmgr.domain.explanation import Explanation
    from relmgr.queries.why import SignalWhy

TIER, SCORE, CLASS, STAGE, SIGNAL = "tier", "score", "class", "stage", "signal"
INDENT = "  "
HOW = Words(
    "写法：relmgr why 预警编号，relmgr why 客户 tier|score|class|stage，relmgr why 客户 signal 规则编号",
    "Write: relmgr why ID, relmgr why CLIENT tier|score|class|stage, relmgr why CLIENT signal RULE",
)
BASIS = Words("截至 {on}，规则 {rules}", "as of {on}, rules {rules}")

NO_INPUTS = Words("没有记录依据。", "No inputs were stored.")
NO_HISTORY = Words("还没有人处理过。", "Nobody has answered it yet.")
STEPS = {
    "opened": Words("出现", "opened"),
    "raised": Words("升级", "raised"),
    "recurred": Words("复发", "again"),
    "acked": Words("确认", "acknowledged"),
}
SEASONS = {
    True: Words("已作季节调整", "seasonally adjusted"),
    False: Words("未作季节调整", "no seasonal adjustment"),
}
MET = {True: Words("满足", "met"), False: Words("不满足", "not met"), None: Words("不明", "unknown")}


def why(context: Context, args: Namespace) -> Report:
    """Explain one warning, or the tier, score, class, stage or a rule of a client, down to the rows."""
    if (args.what == SIGNAL) != (args.rule is not None):
        raise Refused(HOW)
    if args.what is None:
        try:
            return _warning(context, context.workspace.ask(resolve_signal, args.id))
        except NotFound:
            return _client(context, args.id, (), "")
    return _client(context, args.id, (args.what,), args.rule or "")


def _day(context: Context) -> "date | None":
    """Return the day that was asked for, None for now."""
    return context.clock.today() if context.options.as_of is not None else None


def _warning(context: Context, key: Key) -> Report:
    from relmgr.queries.explain import Asked, explain
    from relmgr.queries.why import why_signal

    found = context.workspace.ask(why_signal, key)
    assert found is not None
    signal = found.signal
    blocks: list[Block] = [_head(found), _inputs(found), *_series(found), _history(found)]
    data = {field.name: getattr(found, field.name) for field in fields(found)}
    try:
        told = context.workspace.ask_aside(
            explain, signal.client_id, Asked.SIGNAL, context.workspace.rules, rule=signal.rule_id,
            subject=signal.subject, day=_day(context),
        )  # fmt: skip
    except NotFound:  # the rule is gone, or the client was not there on the day that was asked for
        return Report(data, blocks)
    return Report({**data, "explanation": told}, (*blocks, explained(told)))


def _client(context: Context, text: str, asked: Sequence[str], rule: str) -> Report:
    """Explain one thing of a client, or all that has a verdict."""
    from relmgr.queries.explain import Asked, explain

    workspace, client = context.workspace, context.client(text)
    told = [
        workspace.ask_aside(explain, client.id, Asked(what), workspace.rules, rule=rule, day=_day(context))
        for what in asked or (Asked.TIER, Asked.CLASS, Asked.STAGE)
    ]
    head = Facts([(i18n.say(Words("客户", "client")), f"{client.name} {client.code}".strip())])
    data = {"client": client, "explanations": told}
    return Report(data, (head, *(explained(one) for one in told)))


def explained(told: "Explanation") -> Lines:
    """Return an explanation as lines, what a line rests on indented under it."""
    lines = [INDENT * (depth + 1) + i18n.say(line.text) for depth, line in told.walk()]
    basis = i18n.say(BASIS, on=told.day, rules=told.rules)
    return Lines([INDENT + basis, *lines], f"{i18n.say(told.title)}: {i18n.say(told.conclusion)}")


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
            f"{name} ({i18n.say(SEASONS[found.adjusted.get(name, False)])})",
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
            "预警、分层、得分、分类、阶段的依据：数据、公式、门槛、规则版本、出处和原始记录",
            "what a warning, tier, score, class or stage rests on: data, formula, limits, rule, source and rows",
        ),
        (
            argument(
                "id",
                metavar="ID|CLIENT",
                zh="预警编号（写开头或末尾即可），或客户",
                en="the id of a warning, or the beginning or end of it; or a client",
            ),
            argument(
                "what",
                nargs="?",
                choices=(TIER, SCORE, CLASS, STAGE, SIGNAL),
                zh="客户的什么：tier 分层、score 得分、class 分类、stage 阶段、signal 某条规则",
                en="what of the client (default: tier, class and stage)",
            ),
            argument(
                "rule", metavar="RULE", nargs="?", zh="signal：规则编号", en="signal: the id of the rule"
            ),
        ),
    ),
)
