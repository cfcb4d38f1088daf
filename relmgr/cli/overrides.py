"""Overriding the tier of one client: set, renew, end, approve, refuse."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.report import Report, sentence
from relmgr.domain.tier_overrides import DEFAULT_DAYS, TierOverrideDraft
from relmgr.domain.values import Tier
from relmgr.errors import NotFound, Refused
from relmgr.queries.tier_overrides import client_overrides
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.values import Key
    from relmgr.queries.finding import FoundClient

NO_OVERRIDE = Words("{client} 没有改层。", "{client} has no override.")
HOW = Words(
    "写法：relmgr tier 客户 override A|B|C|D --reason-code 代码 --reason 说明 [--days 天数]",
    "Write: relmgr tier CLIENT override A|B|C|D --reason-code CODE --reason TEXT [--days N]",
)
HOW_OTHER = {
    "renew": Words(
        "写法：relmgr tier 客户 renew --reason-code 代码 --reason 新的说明 [--days 天数]",
        "Write: relmgr tier CLIENT renew --reason-code CODE --reason NEW-TEXT [--days N]",
    ),
    "end": Words("写法：relmgr tier 客户 end --reason 说明", "Write: relmgr tier CLIENT end --reason TEXT"),
    "approve": Words("写法：relmgr tier 客户 approve", "Write: relmgr tier CLIENT approve"),
    "refuse": Words(
        "写法：relmgr tier 客户 refuse --reason 说明", "Write: relmgr tier CLIENT refuse --reason TEXT"
    ),
}
NOW = Words(
    "{client} 现为 {tier}（relmgr undo 可撤销）", "{client} is now {tier} (relmgr undo takes it back)"
)
ASKED = Words("已为 {client} 申请改层 {tier}，等待负责人批准", "Asked a lead to override {client} to {tier}")


def override(context: Context, args: Namespace) -> Report:
    """Carry out one of the verbs of an override and say where the tier stands."""
    client = context.client(args.client)
    VERBS[args.verb](context, args, client)
    standing = context.workspace.ask(tier_standing, client.id)
    assert standing is not None
    newest = context.workspace.ask(client_overrides, client.id)[0]
    if args.verb in ("override", "renew") and context.settings.override_needs_approval:
        said = i18n.say(ASKED, client=client.name, tier=newest.target_tier)
    else:
        said = i18n.say(NOW, client=client.name, tier=i18n.say(standing.said))
    return sentence(said, {"standing": standing, "override": newest})


def _set(context: Context, args: Namespace, client: "FoundClient") -> None:
    from relmgr import services

    if len(args.words) != 1 or args.words[0].upper() not in set(Tier):
        raise Refused(HOW)
    draft = _draft(args, client.id, Tier(args.words[0].upper()))
    context.workspace.do(
        services.override_tier,
        context.workspace.rules,
        draft,
        needs_approval=context.settings.override_needs_approval,
    )


def _renew(context: Context, args: Namespace, client: "FoundClient") -> None:
    from relmgr import services

    standing = _standing(context, args, client)
    assert standing.override_id is not None
    assert standing.target_tier is not None
    context.workspace.do(
        services.renew_override,
        context.workspace.rules,
        standing.override_id,
        _draft(args, client.id, standing.target_tier),
        needs_approval=context.settings.override_needs_approval,
    )


def _end(context: Context, args: Namespace, client: "FoundClient") -> None:
    from relmgr import services

    found = _standing(context, args, client)
    assert found.override_id is not None
    context.workspace.do(services.end_override, context.workspace.rules, found.override_id, args.reason or "")


def _approve(context: Context, args: Namespace, client: "FoundClient") -> None:
    from relmgr import services

    context.workspace.do(services.approve_override, context.workspace.rules, _asked(context, args, client))


def _refuse(context: Context, args: Namespace, client: "FoundClient") -> None:
    from relmgr import services

    context.workspace.do(services.refuse_override, _asked(context, args, client), args.reason or "")


VERBS: "Mapping[str, Callable[[Context, Namespace, FoundClient], None]]" = {
    "override": _set,
    "renew": _renew,
    "end": _end,
    "approve": _approve,
    "refuse": _refuse,
}
"""What `relmgr tier CLIENT` can do about an override."""


def _draft(args: Namespace, client_id: "Key", tier: Tier) -> TierOverrideDraft:
    days = DEFAULT_DAYS if args.days is None else args.days
    return TierOverrideDraft(client_id, tier, args.reason_code or "", args.reason or "", days)


def _standing(context: Context, args: Namespace, client: "FoundClient") -> TierStanding:
    if args.words:
        raise Refused(HOW_OTHER[args.verb])
    found = context.workspace.ask(tier_standing, client.id)
    if found is None or found.override_id is None:
        raise NotFound(NO_OVERRIDE.fill(client=client.name))
    return found


def _asked(context: Context, args: Namespace, client: "FoundClient") -> "Key":
    """Return the override that waits for a lead; a renewal waits beside the one in force."""
    if args.words:
        raise Refused(HOW_OTHER[args.verb])
    for row in context.workspace.ask(client_overrides, client.id):
        if row.state == "asked":
            return row.id
    raise NotFound(NO_OVERRIDE.fill(client=client.name))
