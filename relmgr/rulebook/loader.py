"""Loads the rulebook: the files that come with relmgr, each replaceable by one in the config folder."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from relmgr.domain.rules import Rulebook, ScoreRules
from relmgr.domain.scorecards import CORPORATE, DEPOSIT, PROJECT
from relmgr.errors import RulebookError
from relmgr.rulebook.cadence_rules import read_cadence_rules
from relmgr.rulebook.card_rules import read_card_file
from relmgr.rulebook.reading import TomlTable, parse
from relmgr.rulebook.score_rules import read_score_rules
from relmgr.rulebook.warning_rules import read_warning_rules
from relmgr.words import Words

DATA = Path(__file__).parent / "data"
CARDS = {CORPORATE: "scorecard.toml", PROJECT: "scorecard_project.toml", DEPOSIT: "scorecard_deposit.toml"}
"""The file of each scorecard; that of the corporate one also holds what all cards share."""

FILES = (*CARDS.values(), "warnings.toml", "cadence.toml")
UNREADABLE = Words("读不了规则文件 {file}：{why}。", "Cannot read the rule file {file}: {why}.")
MARK = 8
"""Characters of the sha256 that stand in a version, so that edited rules never share one."""


def load(override_folder: Path | None = None) -> Rulebook:
    """Return the rulebook; a file of the same name in `override_folder` replaces the built-in one whole.

    Raises RulebookError naming file, line, key and the nearest spelling.
    """
    texts = {name: _text(name, override_folder) for name in FILES}
    tops = {name: parse(name, text) for name, text in texts.items()}
    versions = {name: _version(tops[name], texts[name]) for name in FILES}
    whole = "\n".join(f"# {name}\n{text}" for name, text in texts.items())
    digest = sha256(whole.encode()).hexdigest()
    return Rulebook(
        version=f"{tops['warnings.toml'].textual('version')}-{digest[:MARK]}",
        sha256=digest,
        text=whole,
        scorecard=_score_rules(tops, texts, versions),
        warnings=read_warning_rules(tops["warnings.toml"], versions["warnings.toml"]),
        cadence=read_cadence_rules(tops["cadence.toml"], versions["cadence.toml"]),
    )


def _score_rules(
    tops: Mapping[str, TomlTable], texts: Mapping[str, str], versions: Mapping[str, str]
) -> ScoreRules:
    shared, *special = CARDS.values()
    others = {
        name: read_card_file(tops[file], name, versions[file])
        for name, file in CARDS.items()
        if file in special
    }
    whole = _version(tops[shared], "\n".join(texts[file] for file in CARDS.values()))
    return read_score_rules(tops[shared], versions[shared], others, whole)


def _text(name: str, folder: Path | None) -> str:
    path = DATA / name
    if folder is not None and (folder / name).is_file():
        path = folder / name
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(UNREADABLE.fill(file=path, why=error)) from error


def _version(top: TomlTable, text: str) -> str:
    return f"{top.textual('version')}-{sha256(text.encode()).hexdigest()[:MARK]}"
