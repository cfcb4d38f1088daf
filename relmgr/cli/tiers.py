"""Tier changes: the review queue and the decision about one client."""

from argparse import Namespace
from collections.abc import Sequence

from relmgr import i18n
from relmgr.cli.calibration import CALIBRATE
from relmgr.cli.cells import amount, column, day, points, step, term
from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.overrides import VERBS, override
from relmgr.cli.report import Report, Table, sentence
from relmgr.cli.tier_reports import migration_report, overrides_report
from relmgr.domain.tier_overrides import REASONS
from relmgr.domain.tier_words import reason_said
from relmgr.domain.value_words import REVIEW_STATES
from relmgr.errors import NotFound, Refused
from relmgr.queries.tier_changes import TierChangeRow, pending_change, review_queue, tier_changes
from relmgr.words import Words

NO_CHANGES = Words("没有分层变动。", "There are no tier changes.")
NONE_WAITS = Words("{client} 没有待复核的分层变动。", "No tier change of {client} waits for a decision.")
DONE = {
    "accept": Words("已同意：{what}（relmgr undo 可撤销）", "Accepted: {what} (relmgr undo takes it back)"),
    "reject": Words("已不同意：{what}（relmgr undo 可撤销）", "Rejected: {what} (relmgr undo takes it back)"),
    "postpone": Words(
        "已暂缓至 {until}：{what}（relmgr undo 可撤销）",
        "Postponed to {until}: {what} (relmgr undo takes it back)",
    ),
}
HOW = {
    "accept": Words("写法：relmgr tier 客户 accept [说明]", "Write: relmgr tier CLIENT accept [NOTE]"),
    "reject": Words("写法：relmgr tier 客户 reject 理由", "Write: relmgr tier CLIENT reject REASON"),
    "postpone": Words(
        "写法：relmgr tier 客户 postpone 日期 [说明]", "Write: relmgr tier CLIENT postpone WHEN [NOTE]"
    ),
}
PLACES = {"accept": (0, 1), "reject": (1, 1), "postpone": (1, 2)}
"""Fewest and most words each verb takes behind it."""


def list_tiers(context: Context, args: Namespace) -> Report:
    """List tier changes, all or those that wait for a decision; or the overrides, or the migration matrix."""
    if args.overrides:
        return overrides_report(context)
    if args.migration:
        return migration_report(context, args)
    rows = context.workspace.ask(review_queue if args.pending else tier_changes)
    return Report(rows, (changes_table(rows),))


def changes_table(rows: Sequence[TierChangeRow], title: str = "") -> Table:
    """Return tier changes as a table, one line each."""
    columns = (
        column("日期", "date"),
        column("客户", "client"),
        column("变动", "change"),
        column("得分", "score", right=True),
        column("敞口", "exposure", right=True),
        column("状态", "state"),
        column("理由", "reason"),
    )
    cells = [
        (
            day(row.decided_on or row.proposed_on),
            row.client,
            step(row.from_tier, row.to_tier, is_up=row.is_up),
            f"{points(row.score0_e6)} > {points(row.score_e6)}",
            amount(row.exposure_minor, row.currency),
            term(REVIEW_STATES, row.state),
            row.reason or i18n.say(reason_said(row.reason_code)),
        )
        for row in rows
    ]
    return Table(columns, cells, NO_CHANGES, title)


def decide(context: Context, args: Namespace) -> Report:
    """Accept, reject or postpone the proposed tier of one client, or override its tier."""
    from relmgr import services

    if args.verb in VERBS:
        return override(context, args)
    least, most = PLACES[args.verb]
    if not least <= len(args.words) <= most:
        raise Refused(HOW[args.verb])
    client = context.client(args.client)
    change = context.workspace.ask(pending_change, client.id)
    if change is None:
        raise NotFound(NONE_WAITS.fill(client=client.name))
    do, until = context.workspace.do, None
    if args.verb == "accept":
        do(services.accept_tier_changes, [change.id], " ".join(args.words))
    elif args.verb == "reject":
        do(services.reject_tier_changes, [change.id], "", args.words[0])
    else:
        until = context.day(args.words[0], past=False, field="until")
        do(services.postpone_tier_changes, [change.id], until, " ".join(args.words[1:]))
    what = f"{change.client} {step(change.from_tier, change.to_tier, is_up=change.is_up)}"
    after = next(row for row in context.workspace.ask(tier_changes) if row.id == change.id)
    return sentence(i18n.say(DONE[args.verb], what=what, until=until), after)


COMMANDS = (
    CommandLine(
        "tiers",
        list_tiers,
        Words("分层变动", "tier changes"),
        (
            argument(
                "--pending", action="store_true", zh="只列待复核的", en="only those that wait for a decision"
            ),
            argument(
                "--overrides", action="store_true", zh="改层清单与改层率", en="the overrides and their rate"
            ),
            argument("--migration", action="store_true", zh="迁移矩阵", en="the migration matrix"),
            argument(
                "--from",
                dest="since",
                metavar="D",
                zh="期初（默认一年前）",
                en="first day of the matrix (default: a year before)",
            ),
            argument(
                "--to", metavar="D", zh="期末（默认今天）", en="last day of the matrix (default: today)"
            ),
            argument(
                "--model", action="store_true", zh="按模型的分层", en="follow the tier of the model instead"
            ),
        ),
    ),
    CommandLine(
        "tier",
        decide,
        Words("复核一个客户的分层变动，或改层", "decide about the proposed tier of a client, or override it"),
        (
            CLIENT,
            argument(
                "verb",
                choices=(*PLACES, *VERBS),
                zh="同意、不同意、暂缓、改层、续期、结束、批准、退回",
                en="what to decide",
            ),
            argument(
                "words",
                metavar="WORDS",
                nargs="*",
                zh="accept：[说明]；reject：理由；postpone：日期 [说明]；override：层级",
                en="accept: [NOTE]; reject: REASON; postpone: WHEN [NOTE]; override: TIER",
            ),
            argument(
                "--reason-code",
                choices=tuple(REASONS),
                zh="改层理由的类别",
                en="kind of reason of an override",
            ),
            argument("--reason", metavar="TEXT", zh="改层的理由", en="why, in words (override verbs)"),
            argument(
                "--days",
                metavar="N",
                type=int,
                zh="改层天数（默认 90，最多 180）",
                en="term of an override in days (default 90, at most 180)",
            ),
        ),
    ),
    CALIBRATE,
)
