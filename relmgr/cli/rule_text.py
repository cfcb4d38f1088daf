"""The rules as text: a list of all, and one with everything it looks at, in both languages."""

from dataclasses import fields

from relmgr import i18n
from relmgr.cli.cells import column, mark
from relmgr.cli.context import Context
from relmgr.cli.report import Block, Cell, Facts, Lines, Report, Table
from relmgr.domain.fact_list import FACTS
from relmgr.domain.fact_words import meaning, said
from relmgr.domain.rule_words import (
    ABOUT,
    SCOPES,
    UNITS,
    facts_of_rule,
    source_words,
    staleness_words,
    step_words,
)
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import WarningRule
from relmgr.rulebook.rule_names import find_rule
from relmgr.words import Words

NO_RULES = Words("没有规则。", "There are no rules.")
NO_EXAMPLES = Words("没有样例。", "There are no examples.")
LIVE, OFF, TRIAL = Words("启用", "live"), Words("停用", "off"), Words("试行", "on trial")
YES, NO = Words("是", "yes"), Words("否", "no")
NOTHING_KNOWN = Words("什么都不知道", "nothing known")


def listed(book: Rulebook) -> Report:
    """Return every rule with its state and what it rests on."""
    columns = (
        column("编号", "id"),
        column("版本", "version", right=True),
        column("规则", "rule"),
        column("状态", "state"),
        column("级别", "severities"),
        column("类别", "family"),
        column("样例", "examples", right=True),
        column("依据", "source"),
        column("文件", "file"),
    )
    cells = [
        (
            rule.id,
            str(rule.version),
            i18n.say(rule.title),
            i18n.say(state_of(rule)),
            " ".join(dict.fromkeys(mark(step.severity).text for step in rule.steps if step.enabled)) or "-",
            rule.family,
            str(len(rule.examples)),
            i18n.say(source_words(rule)),
            rule.file,
        )
        for rule in book.warnings.rules
    ]
    data = {"version": book.version, "sha256": book.sha256, "rules": book.warnings.rules}
    return Report(data, (Table(columns, cells, NO_RULES),))


def state_of(rule: WarningRule) -> Words:
    """Return whether a rule warns, is tried silently, or looks at nothing."""
    if not rule.enabled:
        return OFF
    return TRIAL if rule.trial else LIVE


def shown(context: Context, book: Rulebook, wanted: str) -> Report:
    """Return one rule: its rungs in words, limits, sources, facts and examples; a trial with its results."""
    rule = find_rule(book, wanted)
    blocks: list[Block] = [_head(book, rule), _steps(rule), _facts(book, rule), _examples(rule)]
    data: dict[str, object] = {field.name: getattr(rule, field.name) for field in fields(rule)}
    data["rulebook"] = book.version
    if rule.trial and context.home.vault.exists():
        from relmgr.cli.rule_trial import summary
        from relmgr.queries.trials import trial_rows

        rows = context.workspace.ask(trial_rows, rule.id)
        data["trial"] = rows
        blocks.append(summary(rows))
    return Report(data, blocks)


def _head(book: Rulebook, rule: WarningRule) -> Facts:
    say = i18n.say
    pairs: list[tuple[str, Cell]] = [
        (say(Words("名称", "title")), _both(rule.title)),
        (say(Words("版本", "version")), f"{rule.version} ({book.version})"),
        (say(Words("状态", "state")), say(state_of(rule))),
        (say(Words("类别", "family")), rule.family),
        (say(Words("依据", "source")), _both(source_words(rule))),
        (say(Words("出处", "reference")), _both(rule.source.text)),
        (say(Words("怎么办", "what to do")), _both(rule.advice)),
        (say(Words("文件", "file")), rule.file),
    ]
    if rule.based_on:
        pairs.insert(3, (say(Words("由来", "based on")), rule.based_on))
    return Facts(pairs, f"{rule.id} {say(rule.title)}")


def _both(words: Words) -> str:
    return words.zh if words.zh == words.en else f"{words.zh} / {words.en}"


def _steps(rule: WarningRule) -> Table:
    columns = (
        column("级别", "severity"),
        column("分值", "points", right=True),
        column("对象", "about"),
        column("范围", "scope"),
        column("启用", "enabled"),
        column("条件", "conditions"),
    )
    cells = [
        (
            mark(step.severity),
            str(step.points),
            i18n.say(ABOUT[step.about]),
            i18n.say(SCOPES[step.scope]),
            i18n.say(YES if step.enabled and rule.enabled else NO),
            _both(step_words(step)),
        )
        for step in rule.steps
    ]
    return Table(columns, cells, NO_RULES, i18n.say(Words("各档", "Rungs")))


def _facts(book: Rulebook, rule: WarningRule) -> Table:
    columns = (
        column("数据项", "fact"),
        column("含义", "meaning"),
        column("单位", "unit"),
        column("时效", "age"),
        column("来源", "from"),
    )
    cells = []
    for name in facts_of_rule(rule):
        spec = FACTS[name]
        stale = staleness_words(name, book.warnings.stale_after)
        cells.append(
            (name, _both(meaning(name)), i18n.say(UNITS[spec.unit]), i18n.say(stale), i18n.say(spec.source))
        )
    return Table(columns, cells, NO_RULES, i18n.say(Words("用到的数据", "Facts")))


def _examples(rule: WarningRule) -> Lines | Table:
    columns = (column("结果", "level"), column("样例", "example"))
    cells = [
        (
            example.level,
            ", ".join(
                f"{name} = {i18n.say(said(name, _plain(value)))}" for name, value in example.facts.items()
            )
            or i18n.say(NOTHING_KNOWN),
        )
        for example in rule.examples
    ]
    return Table(columns, cells, NO_EXAMPLES, i18n.say(Words("样例", "Examples")))


def _plain(value: object) -> object:
    return getattr(value, "value", value)
