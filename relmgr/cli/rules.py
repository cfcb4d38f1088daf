"""The rulebook: list it, show one rule, check it."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, mark
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Cell, Facts, Lines, Report, Table
from relmgr.domain.value_words import RULE_SOURCES
from relmgr.errors import NotFound, Refused, RulebookError
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.conditions import Condition
    from relmgr.domain.rules import Rulebook
    from relmgr.domain.signals import WarningRule

HOW = Words(
    "写法：relmgr rules list，relmgr rules show 编号，relmgr rules check [文件]",
    "Write: relmgr rules list, relmgr rules show ID, relmgr rules check [FILE]",
)
NO_RULE = Words("没有规则 {id}；最接近的是 {near}。", "There is no rule {id}; the nearest is {near}.")
NO_RULES = Words("没有规则。", "There are no rules.")
NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
SOUND = Words("{what}：没有问题（版本 {version}）。", "{what}: nothing is wrong (version {version}).")
WRONG_EXAMPLE = Words(
    "{rule} 第 {n} 个样例：应为 {want}，实为 {got}。", "{rule}, example {n}: wanted {want}, got {got}."
)
BUILT_IN = Words("规则", "the rules")


def rulebook(context: Context) -> "Rulebook":
    """Return the rules in force; raises RulebookError naming file, line and key."""
    from relmgr.rulebook.loader import load

    return load(context.settings.rules_folder)


def rules(context: Context, args: Namespace) -> Report:
    """List the rules, show one, or check a rule file."""
    if (args.verb, args.what is None) in (("list", False), ("show", True)):
        raise Refused(HOW)
    if args.verb == "list":
        return _listed(rulebook(context))
    return _shown(rulebook(context), args.what) if args.verb == "show" else _checked(context, args.what)


def _listed(book: "Rulebook") -> Report:
    columns = (
        column("编号", "id"),
        column("版本", "version", right=True),
        column("规则", "rule"),
        column("级别", "severities"),
        column("类别", "family"),
        column("依据", "source"),
    )
    cells = [
        (
            rule.id,
            str(rule.version),
            i18n.say(rule.title),
            " ".join(dict.fromkeys(mark(step.severity).text for step in rule.steps if step.enabled)) or "-",
            rule.family,
            i18n.say(RULE_SOURCES[rule.source.kind.value]),
        )
        for rule in book.warnings.rules
    ]
    data = {"version": book.version, "sha256": book.sha256, "rules": book.warnings.rules}
    return Report(data, (Table(columns, cells, NO_RULES),))


def _shown(book: "Rulebook", wanted: str) -> Report:
    by_id = {rule.id.lower(): rule for rule in book.warnings.rules}
    rule = by_id.get(wanted.lower())
    if rule is None:
        from relmgr.rulebook.reading import nearest

        raise NotFound(NO_RULE.fill(id=wanted, near=nearest(wanted.upper(), [r.id for r in by_id.values()])))
    say = i18n.say
    source = f"{say(RULE_SOURCES[rule.source.kind.value])}: {say(rule.source.text)}"
    pairs: list[tuple[str, Cell]] = [
        (say(Words("版本", "version")), f"{rule.version} ({book.version})"),
        (say(Words("类别", "family")), rule.family),
        (say(Words("依据", "source")), source),
        (say(Words("怎么办", "what to do")), say(rule.advice)),
    ]
    return Report(rule, (Facts(pairs, f"{rule.id} {say(rule.title)}"), _steps(rule)))


def _steps(rule: "WarningRule") -> Table:
    columns = (
        column("级别", "severity"),
        column("分值", "points", right=True),
        column("对象", "about"),
        column("范围", "scope"),
        column("条件", "conditions"),
        column("启用", "enabled"),
    )
    yes, no = i18n.say(Words("是", "yes")), i18n.say(Words("否", "no"))
    both, either = i18n.say(Words(" 且 ", " and ")), i18n.say(Words(" 或 ", " or "))
    cells = [
        (
            mark(step.severity),
            str(step.points),
            step.about.value,
            step.scope.value,
            both.join(
                [
                    *map(_condition, step.every),
                    *([either.join(map(_condition, step.some))] if step.some else []),
                ]
            ),
            yes if step.enabled else no,
        )
        for step in rule.steps
    ]
    return Table(columns, cells, NO_RULES)


def _condition(condition: "Condition") -> str:
    limit = condition.than_fact if condition.than_fact is not None else condition.than
    return f"{condition.fact} {condition.operator.value} {limit}"


def _checked(context: Context, file: str | None) -> Report:
    """Check the rules in force, or one file in the place of the one of its name; exit 1 when it is wrong."""
    what = Path(file).expanduser() if file else None
    if what is not None and not what.is_file():
        raise NotFound(NO_FILE.fill(path=what))
    try:
        book = _with_file(what) if what else rulebook(context)
    except RulebookError as error:
        return Report({"problems": [error.words]}, (Lines((i18n.say(error.words),)),), 1)
    problems = list(_wrong_examples(book))
    if problems:
        return Report({"problems": problems}, (Lines([i18n.say(words) for words in problems]),), 1)
    name = str(what) if what else i18n.say(BUILT_IN)
    line = i18n.say(SOUND, what=name, version=book.version)
    return Report({"problems": [], "version": book.version}, (Lines((line,)),))


def _with_file(path: Path) -> "Rulebook":
    """Return the rulebook with this file in the place of the built-in one it is a version of."""
    import shutil
    from tempfile import TemporaryDirectory

    from relmgr.rulebook.loader import FILES, load
    from relmgr.rulebook.reading import nearest

    with TemporaryDirectory(prefix="relmgr-rules-") as folder:
        shutil.copyfile(path, Path(folder) / nearest(path.name, FILES))
        return load(Path(folder))


def _wrong_examples(book: "Rulebook") -> Iterator[Words]:
    from relmgr.domain.findings import grade

    for rule in book.warnings.rules:
        for number, example in enumerate(rule.examples, start=1):
            got = grade(rule, example.facts)
            # an example may be about a rung that waits for its data
            if example.level not in (got, grade(rule, example.facts, every_step=True)):
                yield WRONG_EXAMPLE.fill(rule=rule.id, n=number, want=example.level, got=got)


COMMANDS = (
    CommandLine(
        "rules",
        rules,
        Words(
            "预警规则：列出、看一条、检查规则文件",
            "the warning rules: list them, show one, check a rule file",
        ),
        (
            argument("verb", choices=("list", "show", "check"), zh="列出、显示、检查", en="what to do"),
            argument(
                "what",
                metavar="ID|FILE",
                nargs="?",
                zh="show：规则编号；check：规则文件（默认检查现行规则）",
                en="show: the id of a rule; check: a rule file (default: the rules in force)",
            ),
        ),
    ),
)
