"""How often a client is to be seen: every interval that applies, and the manager's own."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.cells import column, full_day
from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.report import Cell, Facts, Report, Table
from relmgr.domain.cadence_drafts import CadenceDraft
from relmgr.domain.contact_words import STATES, due_words, share_words
from relmgr.domain.strategy_words import driver_words, interval_words
from relmgr.errors import Refused
from relmgr.queries.contact_due import ContactStanding, contact_standing
from relmgr.words import Words

HOW = Words(
    "写法：relmgr cadence 客户 天数 --until 日期 --reason 说明，或 relmgr cadence 客户 --clear",
    "Write: relmgr cadence CLIENT DAYS --until DATE --reason TEXT, or relmgr cadence CLIENT --clear",
)


def show_cadence(context: Context, args: Namespace) -> Report:
    """Set or clear the manager's own interval if asked to, and say how often the client is to be seen and why."""
    from relmgr import services

    client = context.client(args.client)
    if args.clear:
        context.workspace.do(services.clear_cadence, client.id)
    elif args.days is not None:
        if not args.until or not args.reason:
            raise Refused(HOW)
        until = context.day(args.until, past=False, field="--until")
        context.workspace.do(services.set_cadence, CadenceDraft(client.id, args.days, until, args.reason))
    elif args.until or args.reason:
        raise Refused(HOW)
    standing = context.workspace.ask(contact_standing, client.id, context.workspace.rules.cadence.matrix)
    return Report(_data(client.id, standing), (_facts(client.name, standing), _drivers(standing)))


def _data(client_id: str, standing: ContactStanding) -> dict[str, object]:
    return {
        "client_id": client_id,
        "interval": standing.interval,
        "drivers": standing.drivers,
        "contact": standing.due,
        "own_until": standing.own_until,
        "own_reason": standing.own_reason,
    }


def _facts(name: str, standing: ContactStanding) -> Facts:
    say, due = i18n.say, standing.due
    pairs: list[tuple[str, Cell]] = [
        (say(Words("客户", "client")), name),
        (say(Words("走访间隔", "interval")), say(interval_words(standing.served, standing.interval))),
        (say(Words("上次有效联系", "last contact")), full_day(due.last_on)),
        (say(Words("下次", "next")), say(due_words(due))),
        (say(Words("状态", "standing")), f"{say(STATES[due.state])} {say(share_words(due))}".strip()),
        (say(Words("黄（超过 100%）", "amber (over 100 %)")), full_day(due.late_from)),
        (say(Words("红（超过 150%）", "red (over 150 %)")), full_day(due.very_late_from)),
    ]
    if standing.own_until is not None:
        pairs.append((say(Words("自定间隔至", "own interval until")), full_day(standing.own_until)))
        pairs.append((say(Words("理由", "reason")), standing.own_reason))
    return Facts(pairs)


def _drivers(standing: ContactStanding) -> Table:
    columns = (column("取决于", "driver"), column("天数", "days", right=True), column("生效", "counts"))
    rows = [
        (
            i18n.say(driver_words(standing.served, one.driver)),
            str(one.days),
            "*" if one == standing.interval else "",
        )
        for one in standing.drivers
    ]
    return Table(columns, rows, Words("", ""))


COMMANDS = (
    CommandLine(
        "cadence",
        show_cadence,
        Words(
            "多久走访一次、为什么；设定自己的间隔", "how often a client is to be seen, and why; set your own"
        ),
        (
            CLIENT,
            argument(
                "days", metavar="DAYS", type=int, nargs="?", zh="自定间隔（天）", en="an interval of your own"
            ),
            argument("--until", metavar="DATE", zh="自定间隔到哪天为止", en="the day it holds through"),
            argument("--reason", metavar="TEXT", zh="理由，至少 10 个字", en="why, at least 10 characters"),
            argument("--clear", action="store_true", zh="取消自定间隔", en="give the own interval up"),
        ),
    ),
)
