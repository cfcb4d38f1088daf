"""What a rule may know: the list of facts, or one of them with the rules and cards that use it."""

from argparse import Namespace
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Facts, Report, Table
from relmgr.errors import NotFound
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.facts import FactSpec
    from relmgr.domain.rules import Rulebook

NO_FACT = Words("没有数据项 {name}；最接近的是 {near}。", "There is no fact {name}; the nearest is {near}.")
NONE = Words("没有数据项。", "There are no facts.")


def facts(context: Context, args: Namespace) -> Report:
    """List the facts, or tell everything about one."""
    from relmgr.cli.rules import rulebook
    from relmgr.domain.fact_list import FACTS

    book = rulebook(context)
    if args.name is None:
        specs = list(FACTS.values())
        return Report([_data(spec, book) for spec in specs], (_table(specs),))
    if args.name not in FACTS:
        from relmgr.rulebook.reading import nearest

        raise NotFound(NO_FACT.fill(name=args.name, near=nearest(args.name, FACTS)))
    return Report(_data(FACTS[args.name], book), (_one(FACTS[args.name], book),))


def _data(spec: "FactSpec", book: "Rulebook") -> dict[str, object]:
    return {
        "name": spec.name,
        "about": spec.about,
        "unit": spec.unit,
        "meaning": spec.meaning,
        "source": spec.source,
        "known": spec.known,
        "stale_after_days": book.warnings.stale_after.get(spec.freshness),
        "collected": spec.collected,
        "used_by": _users(spec.name, book),
    }


def _users(name: str, book: "Rulebook") -> list[str]:
    from relmgr.domain.rule_words import facts_of_rule

    rules = [rule.id for rule in book.warnings.rules if name in facts_of_rule(rule)]
    cards = book.scorecard.cards.items()
    return rules + [f"{card}: {kpi.name}" for card, found in cards for kpi in found.kpis if kpi.fact == name]


def _table(specs: "list[FactSpec]") -> Table:
    from relmgr.domain.rule_words import ABOUT, UNITS

    columns = (
        column("名称", "name"),
        column("对象", "about"),
        column("单位", "unit"),
        column("含义", "meaning"),
    )
    cells = [
        (spec.name, i18n.say(ABOUT[spec.about]), i18n.say(UNITS[spec.unit]), i18n.say(spec.meaning))
        for spec in specs
    ]
    return Table(columns, cells, NONE)


def _one(spec: "FactSpec", book: "Rulebook") -> Facts:
    from relmgr.domain.fact_formulas import FORMULAS
    from relmgr.domain.rule_words import ABOUT, UNITS, staleness_words

    say = i18n.say
    pairs = [
        (say(Words("含义", "meaning")), say(spec.meaning)),
        (say(Words("对象", "about")), say(ABOUT[spec.about])),
        (say(Words("单位", "unit")), say(UNITS[spec.unit])),
        (say(Words("来源", "source")), say(spec.source)),
        (say(Words("何时已知", "known")), say(spec.known)),
        (say(Words("时效", "age")), say(staleness_words(spec.name, book.warnings.stale_after))),
        (say(Words("用于", "used by")), ", ".join(_users(spec.name, book)) or "-"),
    ]
    if spec.name in FORMULAS:
        pairs.insert(1, (say(Words("算法", "computed")), say(FORMULAS[spec.name])))
    return Facts(pairs, spec.name)


COMMANDS = (
    CommandLine(
        "facts",
        facts,
        Words("规则可用的数据项", "what a rule may know of a client"),
        (
            argument(
                "name", metavar="NAME", nargs="?", zh="只看这一项（默认全部）", en="one fact (default: all)"
            ),
        ),
    ),
)
