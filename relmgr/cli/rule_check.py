"""Everything that is wrong with rule files, at once: file, line, key and the nearest spelling."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.report import Lines, Report
from relmgr.errors import NotFound, Problem, RulebookError
from relmgr.rulebook.files import CHANGES, read_text, read_texts
from relmgr.rulebook.loader import CADENCE, CARDS, FILES, WARNINGS, check
from relmgr.rulebook.points_rules import load_points_card
from relmgr.rulebook.segment_files import load_bands, load_templates
from relmgr.words import Words

NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
SOUND = Words(
    "{what}：没有问题（版本 {version}，{rules} 条规则，{examples} 个样例）。",
    "{what}: nothing is wrong (version {version}, {rules} rules, {examples} examples).",
)
FOUND = Words("{n} 处问题", "{n} problems")
IN_FORCE = Words("现行规则", "the rules in force")
BESIDE: Mapping[str, Callable[[Path | None], object]] = {
    "points.toml": load_points_card,
    "bands.toml": load_bands,
    "strategies.toml": load_templates,
}
"""Files of the same folder that other parts of relmgr read."""

OWN_KEYS = {
    WARNINGS: ("episodes", "detector", "points"),
    CADENCE: ("duties", "unrated"),
    **dict.fromkeys(CARDS.values(), ("kpis",)),
}
"""Keys that only a whole file of each kind has: how a file of another name is told from a file of changes."""


def checked(context: Context, file: str | None) -> Report:
    """Check the rules in force, or one file laid into them; exit 1 when something is wrong."""
    folder = context.settings.rules_folder
    if file is not None and Path(file).name in BESIDE and Path(file).expanduser().is_file():
        return _checked_beside(Path(file).expanduser())
    try:
        if file is None:
            texts, name, what = read_texts(FILES, folder), "", i18n.say(IN_FORCE)
        else:
            path = Path(file).expanduser()
            if not path.is_file():
                raise NotFound(NO_FILE.fill(path=path))
            name, text, what = *_named(path), str(path)
            texts = {**read_texts(FILES, folder), name: text}
    except RulebookError as error:
        return _report(list(error.problems), file or "", None)
    rules, problems = check(texts, None if name else folder)
    problems += _beside(folder) if file is None else []
    return _report([problem for problem in problems if name in ("", problem.file)], what, rules, name)


def _checked_beside(path: Path) -> Report:
    """Check a file that is no part of the rulebook; the built-in rules stand for the rest."""
    rules, _ = check(read_texts(FILES, None))
    return _report(_read_beside(path.name, path.parent), str(path), rules, path.name)


def _beside(folder: Path | None) -> list[Problem]:
    """Return what is wrong with the files that are no part of the rulebook."""
    return [problem for name in BESIDE for problem in _read_beside(name, folder)]


def _read_beside(name: str, folder: Path | None) -> list[Problem]:
    try:
        BESIDE[name](folder)
    except RulebookError as error:
        return list(error.problems)
    return []


def _named(path: Path) -> tuple[str, str]:
    """Return the name under which a file is read, and its text."""
    text = read_text(path)
    return path.name if path.name in FILES else _kind_of(text) or f"{CHANGES}/{path.name}", text


def _kind_of(text: str) -> str | None:
    """Return the built-in file that a whole file of another name stands for, None for a file of changes."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return next((name for name, keys in OWN_KEYS.items() if all(key in values for key in keys)), None)


def _report(problems: list[Problem], what: str, rules: object, name: str = "") -> Report:
    if problems:
        shown = [problem._replace(file=what) if problem.file == name else problem for problem in problems]
        data = {
            "problems": [
                {**problem._asdict(), "zh": problem.said.zh, "en": problem.said.en} for problem in shown
            ]
        }
        lines = [i18n.say(problem.said) for problem in shown]
        return Report(data, (Lines(lines), Lines((i18n.say(FOUND, n=len(shown)),))), 1)
    from relmgr.domain.rules import Rulebook

    assert isinstance(rules, Rulebook)
    warnings = rules.warnings.rules
    examples = sum(len(rule.examples) for rule in warnings)
    line = i18n.say(SOUND, what=what, version=rules.version, rules=len(warnings), examples=examples)
    return Report({"problems": [], "version": rules.version}, (Lines((line,)),))
