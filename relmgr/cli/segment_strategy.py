"""The service strategy of a segment, from a template or in one's own words."""

from argparse import Namespace
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.report import Report, sentence
from relmgr.domain.strategies import Segment, Strategy, said
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.strategies import Template

GIVEN = Words("分段「{name}」的服务策略：{strategy}", 'Segment "{name}" has the service strategy {strategy}')
TAKEN = Words("分段「{name}」不再有服务策略", 'Segment "{name}" has no service strategy any more')


def give(context: Context, found: Segment, args: Namespace) -> Report:
    """Give a segment a strategy, or take it away."""
    from relmgr import services

    strategy = None if args.words[0].lower() == "none" else _wanted(context, args)
    context.workspace.do(services.set_strategy, found.id, strategy)
    data = {"id": found.id, "name": found.name, "strategy": strategy}
    if strategy is None:
        return sentence(i18n.say(TAKEN, name=found.name), data)
    return sentence(i18n.say(GIVEN, name=found.name, strategy=i18n.say(said(strategy.name))), data)


def _wanted(context: Context, args: Namespace) -> Strategy:
    """Return the strategy of a template, or one of that title; options replace what the template says."""
    title = args.words[0]
    template = _template(context, title)
    strategy = template.strategy if template else Strategy(title)
    return replace(
        strategy,
        cadence_days=args.days if args.days is not None else strategy.cadence_days,
        services=tuple(args.service or strategy.services),
        measures=tuple(args.measure or strategy.measures),
    )


def _template(context: Context, word: str) -> "Template | None":
    every = context.workspace.strategy_templates
    names = {
        name.lower(): template for template in every for name in (template.id, *said(template.strategy.name))
    }
    near = get_close_matches(word.lower(), list(names), n=1, cutoff=0.85)
    return names[near[0]] if near else None
