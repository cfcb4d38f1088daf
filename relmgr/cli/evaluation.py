"""The evaluation of the day."""

from argparse import Namespace
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, mark, points, short_id, step
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine
from relmgr.cli.report import Facts, Report, Table
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.tiers import rises
from relmgr.domain.values import Key
from relmgr.queries.clients import client_rows
from relmgr.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relmgr.services.evaluation import EvaluationRun

EVALUATING = Words("评估客户", "Evaluating clients")
NO_MOVES = Words("没有新的分层变动。", "No new tier change.")
NO_SIGNALS = Words("预警没有变化。", "No warning changed.")
EVENTS = {
    EpisodeEvent.OPENED: Words("新增", "new"),
    EpisodeEvent.RAISED: Words("升级", "raised"),
    EpisodeEvent.RECURRED: Words("复发", "again"),
    EpisodeEvent.CLEARED: Words("解除", "cleared"),
}


def evaluate(context: Context, _args: Namespace) -> Report:
    """Judge every client as of the day; a second run for the same day changes nothing."""
    from relmgr import services

    workspace = context.workspace
    rules = workspace.rules
    with context.progress(EVALUATING):
        run = workspace.do(services.evaluate_book, rules, country=context.settings.country).result
    keys = {move.client_id for move in run.moves} | {signal.client_id for signal in run.signals}
    names = {row.id: row.short_name or row.name for row in workspace.ask(client_rows, sorted(keys))}
    say = i18n.say
    facts = Facts(
        (
            (say(Words("日期", "day")), run.day.isoformat()),
            (say(Words("客户", "clients")), f"{run.clients:,}"),
            (say(Words("有得分", "scored")), f"{run.scored:,}"),
            (say(Words("缺数据而无法判断", "unknown for want of data")), f"{run.unknown:,}"),
        )
    )
    return Report(run, (facts, _moves(run, names), _signals(run, names)))


def _moves(run: "EvaluationRun", names: "Mapping[Key, str]") -> Table:
    columns = (
        column("客户", "client"),
        column("变动", "change"),
        column("得分", "score", right=True),
        column("结果", "result"),
    )
    cells = [
        (
            names.get(move.client_id, "-"),
            step(move.from_tier, move.to_tier, is_up=rises(move.from_tier, move.to_tier)),
            f"{points(move.score0_e6)} > {points(move.score_e6)}",
            move.kind.value,
        )
        for move in run.moves
    ]
    return Table(columns, cells, NO_MOVES, f"{i18n.say(Words('分层变动', 'Tier changes'))} ({len(cells)})")


def _signals(run: "EvaluationRun", names: "Mapping[Key, str]") -> Table:
    columns = (
        column("编号", "id"),
        column("变化", "what"),
        column("级别", "severity"),
        column("客户", "client"),
        column("预警", "warning"),
        column("规则", "rule"),
    )
    cells = [
        (
            short_id(signal.signal_id),
            i18n.say(EVENTS[signal.event]),
            mark(signal.severity),
            names.get(signal.client_id, "-"),
            i18n.say(signal.title),
            signal.rule_id,
        )
        for signal in run.signals
    ]
    return Table(columns, cells, NO_SIGNALS, f"{i18n.say(Words('预警', 'Warnings'))} ({len(cells)})")


COMMANDS = (
    CommandLine(
        "evaluate",
        evaluate,
        Words("按今天评估全部客户：分层和预警", "judge every client as of today: tiers and warnings"),
    ),
)
