"""Reads cadence.toml: contact intervals by tier, class, level and project phase, and recurring duties."""

from relmgr.domain.cadence import CadenceMatrix
from relmgr.domain.rules import CadenceRules
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_DAYS = Words("应为天数的列表。", "must be a list of days.")


def read_cadence_rules(top: TomlTable, version: str) -> CadenceRules:
    """Return the intervals of a file; raises RulebookError."""
    top.textual("version")
    tiers, classes = top.table("tiers"), top.table("classes")
    levels, phases = top.table("levels"), top.table("phases")
    matrix = CadenceMatrix(
        tiers={tier: tiers.count(tier.value) for tier in Tier},
        unrated=top.count("unrated"),
        classes={classes.member(key, key, AssetClass): classes.count(key) for key in classes.values},
        levels={levels.member(key, key, Level): levels.count(key) for key in levels.values},
        phases={key: phases.count(key) for key in phases.values},
        late=top.number("late"),
        very_late=top.number("very_late"),
    )
    duties = top.table("duties")
    leads = duties.take("leads")
    if not isinstance(leads, list) or not all(type(days) is int for days in leads):
        raise duties.fail("leads", NOT_DAYS)
    rules = CadenceRules(
        version,
        matrix,
        duties.count("review"),
        duties.count("inspection"),
        duties.count("first_use"),
        tuple(leads),
    )
    for table in (tiers, duties, top):
        table.finish()
    return rules
