"""Why a tier, score, class, stage or warning of one client: its verdict as of a day, told down to the rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from relmgr.db.past import Past
from relmgr.db.reader import Reader
from relmgr.domain.evaluation import NOTHING_BEFORE, Previous, Verdict, judge
from relmgr.domain.explanation import Explanation, Line
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.domain.why_class import why_class, why_stage
from relmgr.domain.why_rule import why_rule
from relmgr.domain.why_score import why_score
from relmgr.domain.why_tier import why_tier
from relmgr.errors import NotFound, RulebookError
from relmgr.queries.fact_rows import RowLines
from relmgr.queries.facts import book_facts
from relmgr.queries.rule_sets import rules_before
from relmgr.queries.standing import standings
from relmgr.rulebook.loader import load_text
from relmgr.rulebook.rule_names import find_rule
from relmgr.words import Words

NO_CLIENT = Words(
    "{day} 时没有这个客户，或已流失。", "On {day} this client was not in the book, or already lost."
)
OLD_RULES = Words(
    "当时的规则已无法读取，按现行规则解释",
    "the rules of that day cannot be read any more; told by those of today",
)


class Asked(StrEnum):
    """What can be explained of a client."""

    TIER = "tier"
    SCORE = "score"
    CLASS = "class"
    STAGE = "stage"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one client with what stood before it and the rules it was made by.

    `then` are the rules of that day, unless `today_rules` tells that they cannot be read any more.
    """

    verdict: Verdict
    previous: Previous
    then: Rulebook
    today_rules: bool


def judgement(reader: Reader, client: Key, rules: Rulebook, day: date | None = None) -> Judgement:
    """Return the verdict on one client as of now, or of a day, as the run made it; raises NotFound.

    For a day the tables are put back to what was known then, so the question needs a connection of its own
    (`Workspace.ask_aside`).
    """
    then, reads = rules, True
    if day is not None:
        midnight = _end_of(day, reader)
        Past(reader.connection).move_to(midnight)
        then, reads = _rules_of(reader, midnight, rules)
        reader = replace(reader, now=midnight.astimezone(UTC), today=day)
    found = book_facts(reader, then, [client])
    if not found:
        raise NotFound(NO_CLIENT.fill(day=reader.today))
    period = month_text(month_on(reader.today))
    stored = standings(reader, [client], period, then.scorecard.version).get(client)
    previous = stored.previous if stored is not None else NOTHING_BEFORE
    return Judgement(judge(found[0], then, previous), previous, then, not reads)


def explain(
    reader: Reader,
    client: Key,
    asked: Asked,
    rules: Rulebook,
    *,
    rule: str = "",
    subject: str | None = None,
    day: date | None = None,
) -> Explanation:
    """Return why a client has what is asked for, down to the rows; `rule` names the rule of a warning.

    Raises NotFound when the client was not in the book on that day, or there is no such rule.
    """
    judged = judgement(reader, client, rules, day)
    told = TELL[asked](judged) if asked in TELL else _of_rule(judged, rule, subject)
    if judged.today_rules:
        told = replace(told, lines=(*told.lines, Line(OLD_RULES)))
    rows = RowLines(reader, client, _end_of(judged.verdict.facts.day, reader))
    return told.with_rows(rows.behind)


def _end_of(day: date, reader: Reader) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), reader.zone)


def _rules_of(reader: Reader, instant: datetime, rules: Rulebook) -> tuple[Rulebook, bool]:
    """Return the rules that were in force before an instant, and whether they can still be read."""
    row = rules_before(reader, instant)
    if row is None or row.version == rules.version:
        return rules, True
    try:
        return load_text(row.text), True
    except RulebookError:
        return rules, False


def _of_rule(judged: Judgement, wanted: str, subject: str | None) -> Explanation:
    return why_rule(judged.verdict, find_rule(judged.then, wanted), judged.then, subject)


TELL: dict[Asked, Callable[[Judgement], Explanation]] = {
    Asked.TIER: lambda judged: why_tier(judged.verdict, judged.previous, judged.then),
    Asked.SCORE: lambda judged: why_score(judged.verdict, judged.then),
    Asked.CLASS: lambda judged: why_class(judged.verdict, judged.then),
    Asked.STAGE: lambda judged: why_stage(judged.verdict, judged.then),
}
