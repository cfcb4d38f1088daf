"""Lays a bank's changes over warnings.toml: rules by their id, shared tables key by key.

A rule with the id of a built-in one keeps every key it does not name; `based_on` begins a new rule as a copy.
"""

from collections.abc import Sequence

from relmgr.rulebook.reading import TomlTable, nearest
from relmgr.words import Words

HEADER = ("author", "reason")
"""What a file of changes may say of itself beside its version."""

CONTENT = ("severity", "about", "scope", "family")
"""Keys of a rule that change what it says."""

NO_SUCH_RULE = Words(
    "没有可改的规则「{id}」，最接近的是 {near}。",
    "there is no rule '{id}' to start from; the nearest is {near}.",
)
SAME_VERSION = Words(
    "改动后的规则须用新的 version（现为 {version}）。",
    "a changed rule needs a version of its own (it is {version} now).",
)


def laid_over(top: TomlTable, changes: Sequence[TomlTable]) -> TomlTable:
    """Return the top table in which what the changes say comes first, the last file foremost."""
    for change in changes:
        for key in HEADER:
            change.textual(key, "")
        change.base, top = top, change
    return top


def changed_rules(top: TomlTable, changes: Sequence[TomlTable]) -> list[TomlTable]:
    """Return the tables of all rules: those of the file, each with its changes, then the bank's own."""
    rules = list(top.tables("warnings"))
    for change in changes:
        confirmed = change.flag("confirmed_by_bank", False)
        for own in change.tables("warnings"):
            if confirmed:
                own.values = {"confirmed_by_bank": True, **own.values}
            _put(rules, own)
    return rules


def _put(rules: list[TomlTable], own: TomlTable) -> None:
    if "based_on" in own.values:
        own.base = _start(rules, own)
        rules.append(own)
        return
    place = next((n for n, rule in enumerate(rules) if _id(rule) == _id(own)), None)
    if place is None:
        rules.append(own)
        return
    own.base, rules[place] = rules[place], own
    version = own.base.take("version", None)
    if any(key in own.values for key in CONTENT) and own.take("version") == version:
        own.note("version", SAME_VERSION.fill(version=version))


def _start(rules: Sequence[TomlTable], own: TomlTable) -> TomlTable | None:
    """Return the rule that a new one is based on, or note that there is none."""
    wanted = own.values["based_on"]
    start = next((rule for rule in rules if _id(rule) == wanted), None)
    if start is None:
        near = nearest(str(wanted), [str(_id(rule)) for rule in rules])
        own.note("based_on", NO_SUCH_RULE.fill(id=wanted, near=near))
    return start


def _id(rule: TomlTable) -> object:
    return rule.take("id", None)
