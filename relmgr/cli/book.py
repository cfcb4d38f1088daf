"""The client book: list, find, one client, what matures."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from relmgr import i18n
from relmgr.cli.cells import amount, column, day, local_day, mark, tier
from relmgr.cli.client_text import client_blocks
from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.portfolio import chosen
from relmgr.cli.report import Report, Table
from relmgr.cli.segments import SEGMENT, WHERE, served_json
from relmgr.domain.tier_moves import Selection
from relmgr.domain.values import Key
from relmgr.queries import client_page
from relmgr.queries.clients import SORTS, ClientRow, client_order, client_rows
from relmgr.queries.facilities import maturities
from relmgr.queries.finding import found_clients
from relmgr.queries.segments import client_served
from relmgr.queries.tier_overrides import client_overrides
from relmgr.queries.unjudged import unjudged_rules
from relmgr.words import Words

EMPTY_BOOK = Words(
    "名下还没有客户；relmgr import 文件 导入名单。",
    "No client is assigned to you yet; relmgr import FILE brings a list in.",
)
NOTHING = Words("没有符合的客户。", "No client answers to this.")
NONE_MATURES = Words("{days} 天内没有授信到期。", "No facility matures within {days} days.")
COUNT = Words("客户 {n} 家", "{n} clients")
PARTS = {
    "contacts": client_page.client_contacts,
    "facilities": client_page.client_facilities,
    "metrics": client_page.client_metrics,
    "tiers": client_page.client_tiers,
    "overrides": client_overrides,
    "scores": client_page.client_scores,
    "warnings": client_page.client_signals,
    "visits": client_page.client_visits,
    "follow_ups": client_page.client_follow_ups,
}
"""What is known of one client, by its key in the JSON."""


def list_book(context: Context, args: Namespace) -> Report:
    """List the clients assigned to the signed-in manager."""
    ask = context.workspace.ask
    within = chosen(context, args)
    selection = Selection(within) if within.conditions else None
    keys: list[Key] = ask(client_order, args.sort, args.reverse, args.filter or "", selection)
    rows = ask(client_rows, keys[: args.limit])
    empty = NOTHING if args.filter or selection else EMPTY_BOOK
    return Report(rows, (_book_table(context, rows, empty, i18n.say(COUNT, n=len(keys))),))


def _book_table(context: Context, rows: Sequence[ClientRow], empty: Words, title: str) -> Table:
    zone = context.clock.zone
    columns = (
        column("代码", "code"),
        column("客户", "client"),
        column("层级", "tier"),
        column("预警", "warning"),
        column("敞口", "exposure", right=True),
        column("行业", "industry"),
        column("上次联系", "last contact"),
        column("下次拜访", "next visit"),
    )
    cells = [
        (
            row.code,
            row.name,
            tier(row.tier),
            mark(row.level),
            amount(row.exposure_minor, row.currency),
            row.industry,
            day(row.last_contact_on),
            local_day(row.next_visit_at, zone),
        )
        for row in rows
    ]
    return Table(columns, cells, empty, title if rows else "")


def find(context: Context, args: Namespace) -> Report:
    """Find clients by whatever somebody remembers of them."""
    rows = context.workspace.ask(found_clients, args.text, args.limit)
    columns = (
        column("代码", "code"),
        column("客户", "client"),
        column("层级", "tier"),
        column("预警", "warning"),
    )
    cells = [(row.code, row.name, tier(row.tier), mark(row.level)) for row in rows]
    return Report(rows, (Table(columns, cells, NOTHING),))


def show_client(context: Context, args: Namespace) -> Report:
    """Show everything that is known of one client."""
    ask = context.workspace.ask
    key = context.client(args.client).id
    profile = ask(client_page.client_profile, key)
    assert profile is not None
    parts: dict[str, Any] = {name: ask(question, key) for name, question in PARTS.items()}
    served = ask(client_served, key)
    interval = served.interval(context.workspace.rules.cadence.matrix)
    parts["strategy"] = served_json(served, interval)
    parts["unjudged"] = ask(unjudged_rules, key, context.workspace.rules)
    return Report({"profile": profile, **parts}, client_blocks(context, profile, parts))


def list_maturities(context: Context, args: Namespace) -> Report:
    """List the facilities with something owed that mature soon."""
    rows = context.workspace.ask(maturities, args.within)
    columns = (
        column("到期日", "matures"),
        column("客户", "client"),
        column("层级", "tier"),
        column("授信", "facility"),
        column("余额", "drawn", right=True),
        column("额度", "limit", right=True),
    )
    cells = [
        (
            day(row.maturity_on),
            row.client,
            tier(row.tier),
            f"{row.code} {row.name}".strip(),
            amount(row.drawn_minor, row.currency),
            amount(row.limit_minor, row.currency),
        )
        for row in rows
    ]
    return Report(rows, (Table(columns, cells, NONE_MATURES.fill(days=args.within)),))


LIMIT = argument("--limit", metavar="N", type=int, zh="最多列出 N 行", en="list at most N rows")
COMMANDS = (
    CommandLine(
        "book",
        list_book,
        Words("名下客户的列表", "the client book"),
        (
            argument(
                "--filter", metavar="QUERY", zh="只列出匹配的客户", en="only clients that answer to QUERY"
            ),
            SEGMENT,
            WHERE,
            argument("--sort", choices=tuple(SORTS), default="exposure", zh="排序", en="the order"),
            argument("--reverse", action="store_true", zh="倒序", en="turn the order round"),
            LIMIT,
        ),
    ),
    CommandLine(
        "find",
        find,
        Words(
            "按名称、拼音、首字母、别名、信用代码、联系人或电话尾号找客户",
            "clients by name, pinyin, initials, alias, credit code, contact or phone tail",
        ),
        (
            argument("text", metavar="TEXT", zh="要找的文字", en="what to look for"),
            argument(
                "--limit", metavar="N", type=int, default=50, zh="最多列出 N 行", en="list at most N rows"
            ),
        ),
    ),
    CommandLine(
        "client",
        show_client,
        Words(
            "一个客户：概况、联系人、授信、指标、分层、预警、拜访、待办",
            "one client: profile, contacts, facilities, figures, tiers, warnings, visits, follow-ups",
        ),
        (CLIENT,),
    ),
    CommandLine(
        "maturities",
        list_maturities,
        Words("将到期且有余额的授信", "facilities with something owed that mature soon"),
        (
            argument(
                "--within",
                metavar="DAYS",
                type=int,
                default=90,
                zh="今后多少天内（默认 90）",
                en="in the next DAYS days (default 90)",
            ),
        ),
    ),
)
