"""Reads the parameters of facts: what counts where the agreement is silent, and for how long things count."""

from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import SubjectKind
from relmgr.domain.values import FeedbackKind
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_OF_CLIENT = Words("「{fact}」不是客户层面的数据项。", "'{fact}' is not a fact about the client.")


def read_fact_limits(top: TomlTable, external_notches: int) -> FactLimits:
    """Return the tables cover, accounts, events, tickets and quality."""
    cover, accounts = top.table("cover"), top.table("accounts")
    events, tickets, quality = top.table("events"), top.table("tickets"), top.table("quality")
    limits = FactLimits(
        lockup=cover.number("lockup"),
        default=cover.number("default"),
        income_share=accounts.number("income_share"),
        event_days=events.count("window_days"),
        ticket_days={
            kind.value: tickets.count(kind.value) for kind in FeedbackKind if kind.value in tickets.values
        },
        external_notches=external_notches,
        needed=_names(quality, "needed"),
    )
    for table in (cover, accounts, events, tickets, quality):
        table.finish()
    return limits


def _names(table: TomlTable, key: str) -> tuple[str, ...]:
    values = table.take(key)
    names = tuple(str(value) for value in values) if isinstance(values, list) else ()
    for name in names:
        if name not in FACTS:
            table.note(key, table.not_one_of(name, FACTS))
        elif FACTS[name].about is not SubjectKind.CLIENT:
            table.note(key, NOT_OF_CLIENT.fill(fact=name))
    return names
