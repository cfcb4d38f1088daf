"""Loads the rulebook: the files that come with relmgr, replaced or changed by those in the config folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from relmgr.domain.rules import Rulebook, ScoreRules
from relmgr.domain.scorecards import CORPORATE, DEPOSIT, PROJECT, Scorecard
from relmgr.errors import Problem, RulebookError
from relmgr.rulebook.cadence_rules import read_cadence_rules
from relmgr.rulebook.card_rules import read_card_file
from relmgr.rulebook.files import DATA as DATA
from relmgr.rulebook.files import Texts, changes_of, false_marks, joined, parted, read_texts, strange_files
from relmgr.rulebook.reading import TomlTable, attempt, parse
from relmgr.rulebook.rule_checks import note_gaps, note_wrong_examples
from relmgr.rulebook.rule_tables import Check
from relmgr.rulebook.score_rules import read_score_rules
from relmgr.rulebook.warning_rules import read_warning_rules
from relmgr.words import Words

Part = TypeVar("Part")

CARDS = {CORPORATE: "scorecard.toml", PROJECT: "scorecard_project.toml", DEPOSIT: "scorecard_deposit.toml"}
"""The file of each scorecard; that of the corporate one also holds what all cards share."""

WARNINGS, CADENCE = "warnings.toml", "cadence.toml"
FILES = (*CARDS.values(), WARNINGS, CADENCE)
MARK = 8
"""Characters of the sha256 that stand in a version, so that edited rules never share one."""

OLD_RULES = Words(
    "规则文件有错，沿用上次的规则：{why}", "A rule file is wrong, so earlier rules count: {why}"
)
NO_FILE = Words("没有这个文件。", "this file is missing.")
TO_LOAD: Sequence[Check] = (note_wrong_examples,)
TO_CHECK: Sequence[Check] = (note_wrong_examples, note_gaps)


def load(override_folder: Path | None = None) -> Rulebook:
    """Return the rulebook of this machine: a file of the same name in `override_folder` replaces the built-in
    one whole, and the files in its warnings.d/ change single rules.

    Raises RulebookError with everything that is wrong, naming file, line, key and the nearest spelling.
    """
    return from_texts(read_texts(FILES, override_folder))


def load_text(whole: str) -> Rulebook:
    """Return the rulebook whose text was kept with verdicts; raises RulebookError."""
    return from_texts(parted(whole))


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that count; `trouble` says why they are not those of the bank's files, None when they are."""

    rules: Rulebook
    trouble: RulebookError | None = None

    @property
    def said(self) -> Words | None:
        """Return the sentence for the person whose files are wrong, None when they count."""
        if self.trouble is None:
            return None
        why = self.trouble.words
        return Words(OLD_RULES.zh.format(why=why.zh), OLD_RULES.en.format(why=why.en))


def in_force(override_folder: Path | None, last_text: Callable[[], str | None]) -> InForce:
    """Return the bank's rules, or when a file of theirs is wrong, the last ones that were used.

    `last_text` gives the text of those, if any were; without it the built-in rules count. Never raises.
    """
    try:
        return InForce(load(override_folder))
    except RulebookError as error:
        text = last_text()
        try:
            return InForce(load() if text is None else load_text(text), error)
        except RulebookError:
            return InForce(load(), error)


def check(texts: Texts, folder: Path | None = None) -> tuple[Rulebook | None, list[Problem]]:
    """Return the rulebook of these texts, if it can be used, and everything that is wrong with it."""
    problems = strange_files(folder)
    rules = _read(texts, problems, TO_CHECK)
    return rules, sorted(set(problems), key=lambda problem: (problem.file, problem.line, problem.key))


def from_texts(texts: Texts) -> Rulebook:
    """Return the rulebook of these texts; raises RulebookError."""
    problems: list[Problem] = []
    rules = _read(texts, problems, TO_LOAD)
    if rules is None or problems:
        raise RulebookError.of(problems)
    return rules


def _read(texts: Texts, problems: list[Problem], checks: Sequence[Check]) -> Rulebook | None:
    """Return the rulebook, or None when a part of it cannot be read; what is wrong is noted."""
    problems += false_marks(texts)
    problems += [Problem(name, 1, "", NO_FILE) for name in FILES if name not in texts]
    tops = {name: top for name, text in texts.items() if (top := _parsed(name, text, problems)) is not None}
    whole = joined(texts)
    digest = sha256(whole.encode()).hexdigest()
    changes = [tops[name] for name in changes_of(texts) if name in tops]
    scorecard = _scorecard(tops, texts)
    ours = "".join(texts[name] for name in (WARNINGS, *changes_of(texts)) if name in texts)
    warnings = _part(
        tops, WARNINGS, lambda top: read_warning_rules(top, _version(top, ours), changes, checks)
    )
    cadence = _part(tops, CADENCE, lambda top: read_cadence_rules(top, _version(top, texts[CADENCE])))
    if scorecard is None or warnings is None or cadence is None:
        return None
    name = changes[-1] if changes else tops[WARNINGS]
    version = f"{name.textual('version')}-{digest[:MARK]}"
    return Rulebook(version, digest, whole, scorecard, warnings, cadence)


def _parsed(name: str, text: str, problems: list[Problem]) -> TomlTable | None:
    try:
        return parse(name, text, problems)
    except RulebookError as error:
        problems += error.problems
        return None


def _part(tops: Mapping[str, TomlTable], name: str, read: Callable[[TomlTable], Part]) -> Part | None:
    return attempt(tops[name], read) if name in tops else None


def _scorecard(tops: Mapping[str, TomlTable], texts: Texts) -> ScoreRules | None:
    shared, *special = CARDS.values()
    others: dict[str, Scorecard] = {}
    for card, file in CARDS.items():
        if file in special:
            read = partial(_card, card=card, text=texts.get(file, ""))
            if (found := _part(tops, file, read)) is not None:
                others[card] = found
    whole = "\n".join(texts.get(file, "") for file in CARDS.values())
    return _part(
        tops,
        shared,
        lambda top: read_score_rules(top, _version(top, texts[shared]), others, _version(top, whole)),
    )


def _card(top: TomlTable, card: str, text: str) -> Scorecard:
    return read_card_file(top, card, _version(top, text))


def _version(top: TomlTable, text: str) -> str:
    return f"{top.textual('version')}-{sha256(text.encode()).hexdigest()[:MARK]}"
