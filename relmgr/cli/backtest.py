"""`relmgr rules backtest`: what a rule would have said in the past, with what was known then, and its worth."""

from argparse import Namespace
from datetime import date

from relmgr.cli.backtest_text import alerts, measures, months, said, summary
from relmgr.cli.context import Context
from relmgr.cli.report import Report
from relmgr.cli.rules import DAY, rulebook
from relmgr.domain.backtest import Window
from relmgr.domain.periods import add_months, last_full_month, month_end
from relmgr.domain.rules import Rulebook
from relmgr.errors import Invalid
from relmgr.queries.backtest import Tested, client_names, limits_of, tested_rule
from relmgr.queries.replay import every_day, month_ends, only, replay
from relmgr.rulebook.rule_names import find_rule
from relmgr.words import Words

DEFAULT_K, DEFAULT_MONTHS = 10, 24
NO_DAYS = Words(
    "{first} 到 {last} 之间没有要回溯的日子；请放宽 --from、--to，或用 --every day。",
    "There is no day to replay from {first} to {last}; widen --from and --to, or use --every day.",
)
NOT_POSITIVE = Words("--k 至少为 1。", "--k must be 1 or more.")


def backtested(context: Context, args: Namespace) -> Report:
    """Replay the past with one rule, or with all of them, and measure the alerts."""
    book = rulebook(context)
    rule = None if args.whole else find_rule(book, args.what).id
    days = _days(context, args)
    k = DEFAULT_K if args.k is None else args.k
    if k < 1:
        raise Invalid("k", NOT_POSITIVE)
    workspace = context.workspace
    walked = workspace.ask_aside(replay, only(book, rule), days, dated=args.dated)
    window = Window(days[0], days[-1], context.clock.today())
    wanted = [rule] if rule else _live(book)
    tested = [workspace.ask(tested_rule, book, walked, one, window, k) for one in wanted]
    limits = workspace.ask(limits_of, dated=args.dated)
    data = {"from": days[0], "to": days[-1], "steps": len(days), "limits": limits}
    honest = said(tested, window, limits)
    if rule is None:
        return Report({**data, "rules": [_data(one) for one in tested]}, (summary(tested), honest))
    found, names = tested[0], workspace.ask(client_names)
    blocks = (measures(found, len(days)), months(found.outcome), alerts(found, names), honest)
    return Report({**data, **_data(found)}, blocks)


def _days(context: Context, args: Namespace) -> list[date]:
    today = context.clock.today()
    last = context.day(args.last, past=True, field="--to") if args.last else month_end(last_full_month(today))
    first = (
        context.day(args.first, past=True, field="--from")
        if args.first
        else add_months(last, -DEFAULT_MONTHS)
    )
    last = min(last, today)
    days = every_day(first, last) if args.every == DAY else month_ends(first, last)
    if not days:
        raise Invalid("from", NO_DAYS.fill(first=first, last=last))
    return days


def _live(book: Rulebook) -> list[str]:
    return list(dict.fromkeys(look.rule.id for look in (*book.warnings.early, *book.warnings.late)))


def _data(tested: Tested) -> dict[str, object]:
    found, judged = tested.outcome, tested.judged
    return {
        "rule": tested.rule,
        "alerts": len(found.hits),
        "clients": found.clients,
        "by_severity": found.by_severity,
        "events": found.events,
        "detected": found.detected,
        "same_day": found.same_day,
        "recall": found.recall,
        "lead_median_days": found.lead_median_days,
        "early_share": found.early_share,
        "client_years": found.client_years,
        "false_alarms": found.false_alarms,
        "false_alarms_per_client_year": found.false_a_year,
        "k": found.k,
        "precision_at_k": found.precision_at_k,
        "precision": found.precision,
        "hits": found.hits,
        "looks": judged.looks,
        "unknown": judged.unknown,
        "missing": dict(judged.missing.most_common()),
    }
