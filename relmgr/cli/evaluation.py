"""The evaluation of the day."""

from argparse import Namespace
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, mark, points, short_id, step
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Facts, Report, Table
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.notices import notices
from relmgr.domain.tier_words import reason_said
from relmgr.domain.tiers import rises
from relmgr.domain.values import Key
from relmgr.queries.clients import client_rows
from relmgr.queries.due import Because
from relmgr.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relmgr.services.evaluation import EvaluationRun

EVALUATING = Words("评估客户", "Evaluating clients")
NO_MOVES = Words("没有新的分层变动。", "No new tier change.")
NO_SIGNALS = Words("预警没有变化。", "No warning changed.")
WARNINGS = Words("预警 ({n} 条，{clients} 户)", "Warnings ({n}, {clients} clients)")
REASONS = {
    Because.DATA: Words("数据有变", "data changed"),
    Because.DATE: Words("日期已到", "date came due"),
    Because.RULES: Words("规则有变", "new rules"),
    Because.ASKED: Words("其余", "the others"),
}
EVENTS = {
    EpisodeEvent.OPENED: Words("新增", "new"),
    EpisodeEvent.RAISED: Words("升级", "raised"),
    EpisodeEvent.RECURRED: Words("复发", "again"),
    EpisodeEvent.CLEARED: Words("解除", "cleared"),
}


def evaluate(context: Context, args: Namespace) -> Report:
    """Judge who is due, or everybody, as of the day; what an interruption leaves is still due."""
    from relmgr.jobs.evaluating import Evaluating, run_through

    workspace = context.workspace
    rules = workspace.rules
    if workspace.rules_trouble is not None:
        context.note(i18n.say(workspace.rules_trouble))
    with context.progress(EVALUATING) as tell:
        run = run_through(Evaluating(workspace, rules, whole_book=args.full), tell)
    keys = {move.client_id for move in run.moves} | {signal.client_id for signal in run.signals}
    clients = {row.id: row for row in workspace.ask(client_rows, sorted(keys))}
    names = {key: row.short_name or row.name for key, row in clients.items()}
    exposure = {key: row.exposure_minor for key, row in clients.items()}
    return Report(run, (_facts(run), _moves(run, names), _signals(run, names, exposure)))


def _facts(run: "EvaluationRun") -> Facts:
    say = i18n.say
    why = [
        f"{say(words)} {run.because[because]:,}"
        for because, words in REASONS.items()
        if because in run.because
    ]
    clients = f"{run.clients:,}" + (f" ({', '.join(why)})" if why else "")
    stood = (
        ((say(Words("其中结论不变而略过", "of them found to stand")), f"{run.stood:,}"),) if run.stood else ()
    )
    return Facts(
        (
            (say(Words("日期", "day")), run.day.isoformat()),
            (say(Words("评估客户", "clients judged")), clients),
            *stood,
            (say(Words("有得分", "scored")), f"{run.scored:,}"),
            (say(Words("缺数据而无法判断", "unknown for want of data")), f"{run.unknown:,}"),
        )
    )


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
            i18n.say(reason_said(move.kind)),
        )
        for move in run.moves
    ]
    return Table(columns, cells, NO_MOVES, f"{i18n.say(Words('分层变动', 'Tier changes'))} ({len(cells)})")


def _signals(run: "EvaluationRun", names: "Mapping[Key, str]", exposure: "Mapping[Key, int | None]") -> Table:
    """Return the warnings client by client, the gravest news first and what only cleared last."""
    columns = (
        column("客户", "client"),
        column("编号", "id"),
        column("变化", "what"),
        column("级别", "severity"),
        column("预警", "warning"),
        column("规则", "rule"),
    )
    news = [line.news for line in run.signals if line.news is not None]
    order = [notice.client_id for notice in notices(news, exposure, len(news)).told]
    place = {key: number for number, key in enumerate(order)}
    lines = sorted(run.signals, key=lambda line: (place.get(line.client_id, len(order)), line.client_id))
    cells = [
        (
            names.get(signal.client_id, "-"),
            short_id(signal.signal_id),
            i18n.say(EVENTS[signal.event]),
            mark(signal.severity),
            i18n.say(signal.title),
            signal.rule_id,
        )
        for signal in lines
    ]
    title = i18n.say(WARNINGS, n=len(cells), clients=len({line.client_id for line in lines}))
    return Table(columns, cells, NO_SIGNALS, title)


COMMANDS = (
    CommandLine(
        "evaluate",
        evaluate,
        Words("评估今天应评估的客户：分层和预警", "judge the clients that are due today: tiers and warnings"),
        (
            argument(
                "--full",
                action="store_true",
                zh="评估全部客户，不只是数据有变或日期已到的",
                en="everybody, not only those whose data changed or whose date came",
            ),
        ),
    ),
)
