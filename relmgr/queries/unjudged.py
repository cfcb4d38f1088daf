"""Which rules could not be judged for a client, and for want of what."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.domain.evaluation import judge
from relmgr.domain.fact_words import meaning
from relmgr.domain.findings import missing_facts
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.queries.facts import book_facts
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class UnjudgedRule:
    """A rule without an answer today: what it is about, which facts are missing and which were too old."""

    rule_id: str
    title: Words
    subject: str
    missing: tuple[Words, ...]
    stale: tuple[Words, ...]


def unjudged_rules(reader: Reader, client: Key, rules: Rulebook) -> list[UnjudgedRule]:
    """Return the rules that say "unknown" of a client as of today."""
    found = []
    for facts in book_facts(reader, rules, [client]):
        verdict = judge(facts, rules)
        for finding in verdict.unknown:
            names = missing_facts(finding, verdict.facts)
            stale = tuple(name for name in names if name in facts.stale or name in finding.subject.stale)
            found.append(
                UnjudgedRule(
                    finding.rule.id,
                    finding.rule.title,
                    finding.subject.label,
                    tuple(meaning(name) for name in names if name not in stale),
                    tuple(meaning(name) for name in stale),
                )
            )
    return found
