"""The watch list: who is on it, the report for the manager, and what is done about one client."""

from argparse import Namespace

from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.report import Lines, Report
from relmgr.cli.watch_acts import ACTS, act_on
from relmgr.cli.watch_text import report_facts, reviews_table, stay_facts, watched_table
from relmgr.domain.values import AssetClass
from relmgr.domain.watch_list import PlanStatus, WatchProposal
from relmgr.errors import NotFound
from relmgr.queries.watch_list import ALL, ON, watch_list, watch_report, watch_reviews
from relmgr.words import Words

NEVER = Words("{client} 没有上过关注名单。", "{client} was never on the watch list.")


def list_watched(context: Context, args: Namespace) -> Report:
    """List the watch list by the next review, or answer the manager's report."""
    if args.report:
        report = context.workspace.ask(watch_report)
        return Report(report, (report_facts(report),))
    rows = context.workspace.ask(watch_list, ALL if args.all else ON)
    return Report(rows, (watched_table(rows, context.clock.today()),))


def watch(context: Context, args: Namespace) -> Report:
    """Show the stay of a client on the list, or do something about it."""
    client = context.client(args.client)
    done = "" if args.verb == "show" else act_on(context, client, args)
    stays = [row for row in context.workspace.ask(watch_list, ALL) if row.client_id == client.id]
    if not stays:
        raise NotFound(NEVER.fill(client=client.name))
    row = stays[0]
    reviews = context.workspace.ask(watch_reviews, row.id)
    data = {"stay": row, "reviews": reviews}
    blocks = (Lines((done,)),) if done else (stay_facts(row), reviews_table(reviews))
    return Report(data, blocks)


COMMANDS = (
    CommandLine(
        "watchlist",
        list_watched,
        Words("关注名单", "the watch list"),
        (
            argument("--all", action="store_true", zh="也列已退出的", en="also those that left"),
            argument("--report", action="store_true", zh="给负责人的汇总", en="the figures for the manager"),
        ),
    ),
    CommandLine(
        "watch",
        watch,
        Words("关注名单上的一个客户", "one client of the watch list"),
        (
            CLIENT,
            argument(
                "verb",
                nargs="?",
                default="show",
                choices=("show", *ACTS),
                zh="查看、列入、计划、检查、提出退出、批准、退回",
                en="what to do (default: show)",
            ),
            argument(
                "--reason", metavar="TEXT", zh="理由（enter、exit、refuse）", en="why (enter, exit, refuse)"
            ),
            argument("--owner", metavar="NAME", zh="负责人（plan）", en="who is responsible (plan)"),
            argument("--plan", metavar="TEXT", zh="要做什么（plan）", en="what will be done (plan)"),
            argument("--due", metavar="DATE", zh="计划期限（plan）", en="by when (plan)"),
            argument("--finding", metavar="TEXT", zh="检查结论（review）", en="what was found (review)"),
            argument(
                "--clean",
                action="store_true",
                zh="正常，无触发预警（review）",
                en="nothing is wrong (review)",
            ),
            argument(
                "--class",
                dest="asset_class",
                choices=tuple(one.value for one in AssetClass),
                zh="核对的五级分类（review）",
                en="the class that was checked (review)",
            ),
            argument(
                "--stage",
                type=int,
                choices=(1, 2, 3),
                zh="核对的阶段（review）",
                en="the stage that was checked (review)",
            ),
            argument(
                "--plan-status",
                choices=tuple(one.value for one in PlanStatus),
                default=PlanStatus.NONE.value,
                zh="计划进展（review）",
                en="how the plan goes (review)",
            ),
            argument(
                "--propose",
                choices=tuple(one.value for one in WatchProposal),
                default=WatchProposal.KEEP.value,
                zh="检查的建议（review）",
                en="what the review proposes (review)",
            ),
            argument(
                "--by",
                metavar="NAME",
                zh="第二人姓名（approve、refuse）",
                en="the second person (approve, refuse)",
            ),
        ),
    ),
)
