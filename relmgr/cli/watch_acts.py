"""What `relmgr watch CLIENT VERB` does, verb by verb."""

from argparse import Namespace
from collections.abc import Callable

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.domain.values import AssetClass, Key
from relmgr.domain.watch_list import PlanStatus, ReviewDraft, WatchPlan, WatchPolicy, WatchProposal
from relmgr.errors import Refused
from relmgr.queries.finding import FoundClient
from relmgr.queries.watch_list import watch_of
from relmgr.words import Words

NOT_ON = Words("{client} 不在关注名单上。", "{client} is not on the watch list.")
DONE = {
    "enter": Words("已列入关注名单：{client}", "On the watch list now: {client}"),
    "plan": Words("已记计划：{client}", "Plan written: {client}"),
    "review": Words("已记检查：{client}", "Review recorded: {client}"),
    "exit": Words(
        "已提出退出，待第二人批准：{client}", "Exit proposed, a second person must approve: {client}"
    ),
    "approve": Words("已批准退出：{client}", "Exit approved: {client}"),
    "refuse": Words("已退回：{client}", "Exit refused: {client}"),
}
UNDO = Words("（relmgr undo 可撤销）", " (relmgr undo takes it back)")
HOW = {
    "enter": Words(
        "写法：relmgr watch 客户 enter --reason 理由", "Write: relmgr watch CLIENT enter --reason TEXT"
    ),
    "plan": Words(
        "写法：relmgr watch 客户 plan --owner 姓名 --plan 内容 --due 日期",
        "Write: relmgr watch CLIENT plan --owner NAME --plan TEXT --due DATE",
    ),
    "review": Words(
        "写法：relmgr watch 客户 review --finding 结论 [--clean]",
        "Write: relmgr watch CLIENT review --finding TEXT [--clean]",
    ),
    "exit": Words(
        "写法：relmgr watch 客户 exit --reason 理由", "Write: relmgr watch CLIENT exit --reason TEXT"
    ),
    "approve": Words(
        "写法：relmgr watch 客户 approve --by 批准人", "Write: relmgr watch CLIENT approve --by NAME"
    ),
    "refuse": Words(
        "写法：relmgr watch 客户 refuse --by 姓名 --reason 理由",
        "Write: relmgr watch CLIENT refuse --by NAME --reason TEXT",
    ),
}
NEEDS = {
    "enter": ("reason",),
    "plan": ("owner", "plan", "due"),
    "review": ("finding",),
    "exit": ("reason",),
    "approve": ("by",),
    "refuse": ("by", "reason"),
}
"""The options each verb needs."""

Act = Callable[[Context, Key, Namespace, WatchPolicy], object]


def act_on(context: Context, client: FoundClient, args: Namespace) -> str:
    """Carry a verb out and return what was done; raises Refused for what is missing or not allowed."""
    if any(getattr(args, name) is None for name in NEEDS[args.verb]):
        raise Refused(HOW[args.verb])
    policy = context.workspace.rules.warnings.watch_list
    if args.verb == "enter":
        _enter(context, client.id, args, policy)
    else:
        row = context.workspace.ask(watch_of, client.id)
        if row is None:
            raise Refused(NOT_ON.fill(client=client.name))
        ACTS[args.verb](context, row.id, args, policy)
    return i18n.say(DONE[args.verb], client=client.name) + i18n.say(UNDO)


def _enter(context: Context, client: Key, args: Namespace, policy: WatchPolicy) -> None:
    from relmgr import services

    country = context.settings.country
    context.workspace.do(services.enter_watch, client, args.reason, policy, country)


def _plan(context: Context, item: Key, args: Namespace, _policy: WatchPolicy) -> None:
    from relmgr import services

    due_on = context.day(args.due, past=False, field="due_on")
    context.workspace.do(services.plan_watch, item, WatchPlan(args.owner, args.plan, due_on))


def _review(context: Context, item: Key, args: Namespace, policy: WatchPolicy) -> None:
    from relmgr import services

    review = ReviewDraft(
        finding=args.finding,
        clean=args.clean,
        asset_class=None if args.asset_class is None else AssetClass(args.asset_class),
        stage=args.stage,
        plan_status=PlanStatus(args.plan_status),
        proposal=WatchProposal(args.propose),
    )
    context.workspace.do(services.review_watch, item, review, policy)


def _propose(context: Context, item: Key, args: Namespace, policy: WatchPolicy) -> None:
    from relmgr import services

    context.workspace.do(services.propose_exit, item, args.reason, policy)


def _approve(context: Context, item: Key, args: Namespace, policy: WatchPolicy) -> None:
    from relmgr import services

    context.workspace.do(services.approve_exit, item, args.by, policy)


def _refuse(context: Context, item: Key, args: Namespace, _policy: WatchPolicy) -> None:
    from relmgr import services

    context.workspace.do(services.refuse_exit, item, args.by, args.reason)


ACTS: dict[str, Act] = {
    "enter": _enter,
    "plan": _plan,
    "review": _review,
    "exit": _propose,
    "approve": _approve,
    "refuse": _refuse,
}
"""Every verb, in the order of the life cycle."""
