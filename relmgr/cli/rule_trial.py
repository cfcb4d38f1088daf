"""What rules on trial would have said: how often, of which clients, and whether a live rule said it too."""

from collections.abc import Sequence

from relmgr import i18n
from relmgr.cli.cells import column, day, mark, term
from relmgr.cli.context import Context
from relmgr.cli.report import Facts, Report, Table
from relmgr.domain.value_words import SIGNAL_STATES
from relmgr.queries.trials import TrialRow, trial_rows
from relmgr.rulebook.rule_names import find_rule
from relmgr.words import Words

NONE = Words("试行规则还没有触发过。", "No rule on trial has fired yet.")
TITLE = Words("试行结果", "What the trial would have said")
EPISODES, CLIENTS, OPEN = Words("次数", "episodes"), Words("客户数", "clients"), Words("未解除", "still open")
ALONE = Words("只有它发现", "no live rule warned of the client")
BESIDE = Words("同时触发的现行规则", "live rules that warned too")


def trials(context: Context, rule: str | None) -> Report:
    """Return the silent episodes of one rule on trial, or of all."""
    wanted = find_rule(context.workspace.rules, rule).id if rule is not None else None
    rows = context.workspace.ask(trial_rows, wanted)
    columns = (
        column("规则", "rule"),
        column("版本", "version", right=True),
        column("客户", "client"),
        column("对象", "about"),
        column("级别", "severity"),
        column("状态", "state"),
        column("首次", "first"),
        column("最近", "last"),
        column("现行规则", "live rules"),
    )
    cells = [
        (
            row.rule_id,
            str(row.rule_version),
            row.client,
            row.subject or "-",
            mark(row.severity),
            term(SIGNAL_STATES, row.state),
            day(row.first_seen_on),
            day(row.last_seen_on),
            row.live or "-",
        )
        for row in rows
    ]
    return Report(rows, (summary(rows), Table(columns, cells, NONE)))


def summary(rows: Sequence[TrialRow]) -> Facts:
    """Return how often a trial would have warned, and how far live rules agree."""
    live: dict[str, int] = {}
    for row in rows:
        for rule in row.live.split():
            live[rule] = live.get(rule, 0) + 1
    beside = ", ".join(
        f"{rule} {n}" for rule, n in sorted(live.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    pairs = [
        (i18n.say(EPISODES), str(len(rows))),
        (i18n.say(CLIENTS), str(len({row.client_id for row in rows}))),
        (i18n.say(OPEN), str(sum(row.closed_on is None for row in rows))),
        (i18n.say(ALONE), str(sum(not row.live for row in rows))),
        (i18n.say(BESIDE), beside or "-"),
    ]
    return Facts(pairs, i18n.say(TITLE))
