"""Which rules stored verdicts were made with."""

from dataclasses import dataclass
from datetime import datetime

from relmgr.db.reader import Reader


@dataclass(frozen=True, slots=True)
class RuleSetRow:
    """A rulebook as it was used: its version, its files as one text, and since when."""

    version: str
    text: str
    loaded_at: datetime


def last_rules(reader: Reader) -> str | None:
    """Return the text of the rules that were used last, or None before the first evaluation."""
    found: str | None = reader.value("SELECT text FROM ruleset ORDER BY loaded_at DESC, version LIMIT 1")
    return found


def rule_set(reader: Reader, version: str) -> RuleSetRow | None:
    """Return the rules of a version, or None when no verdict was made with them."""
    return reader.one(
        RuleSetRow, "SELECT version, text, loaded_at FROM ruleset WHERE version = :version", version=version
    )


def rules_before(reader: Reader, instant: datetime) -> RuleSetRow | None:
    """Return the rules in force at an instant: the last that were loaded before it, or None."""
    return reader.one(
        RuleSetRow,
        "SELECT version, text, loaded_at FROM ruleset WHERE loaded_at < :instant"
        " ORDER BY loaded_at DESC, version LIMIT 1",
        instant=instant,
    )
