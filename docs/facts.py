"""Write the list of facts (docs/facts.md) from its declaration and from the rules that come with relmgr."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import FactSpec, SubjectKind
from relmgr.domain.rule_words import ABOUT, UNITS, facts_of_rule, staleness_words
from relmgr.domain.rules import Rulebook
from relmgr.rulebook.loader import load
from relmgr.words import Words

PAGE = Path(__file__).parent / "facts.md"
HEAD = """# What a rule may know · 规则可用的数据项

Written by `just docs` from `relmgr/domain/fact_list.py` and the rules that come with relmgr; a test compares it.
本页由 `just docs` 生成，勿手工修改。

A fact that is missing is unknown, never zero and never green; one that is too old counts as missing. *Known* says
from which day on a row behind a fact counts: a replay of an old day uses nothing that was learned later. Ratios
and rates are decimals in rule files (0.05 is 5 %). *Used by*: warning rules, and scorecards with the KPI.
缺失即未知，不是零，也不是正常；过期按缺失处理。比率在规则文件里写小数（0.05 即 5%）。
"""
COLUMNS = "| 名称 Name | 含义 Meaning | 单位 Unit | 来源 Source | 已知 Known | 时效 Age | 用于 Used by |"
RULER = "|---|---|---|---|---|---|---|"


def page() -> str:
    """Return the whole page."""
    rules = load()
    used = _used_by(rules)
    parts = [HEAD]
    for kind in SubjectKind:
        specs = [spec for spec in FACTS.values() if spec.about is kind]
        if specs:
            title = ABOUT[kind]
            rows = [_row(spec, rules, used) for spec in specs]
            parts.append("\n".join([f"\n## {title.zh} · {title.en}\n", COLUMNS, RULER, *rows, ""]))
    return "".join(parts)


def _row(spec: FactSpec, rules: Rulebook, used: Mapping[str, list[str]]) -> str:
    name = f"`{spec.name}`" if spec.collected else f"`{spec.name}` (尚未采集 not collected)"
    cells = [
        name,
        _both(spec.meaning),
        _both(UNITS[spec.unit]),
        _both(spec.source),
        _both(spec.known),
        _both(staleness_words(spec.name, rules.warnings.stale_after)),
        ", ".join(used.get(spec.name, [])) or "-",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _both(words: Words) -> str:
    return words.zh if words.zh == words.en else f"{words.zh}<br>{words.en}"


def _used_by(rules: Rulebook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for fact, user in _users(rules):
        if user not in found[fact]:
            found[fact].append(user)
    return found


def _users(rules: Rulebook) -> Iterator[tuple[str, str]]:
    for rule in rules.warnings.rules:
        for fact in facts_of_rule(rule):
            yield fact, rule.id
    for name, card in rules.scorecard.cards.items():
        for kpi in card.kpis:
            yield kpi.fact, f"{name}: {kpi.name}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}: {len(FACTS)} facts")
