"""Loads the rulebook: the files that come with relmgr, each replaceable by one in the config folder."""

from hashlib import sha256
from pathlib import Path

from relmgr.domain.rules import Rulebook
from relmgr.errors import RulebookError
from relmgr.rulebook.cadence_rules import read_cadence_rules
from relmgr.rulebook.reading import TomlTable, parse
from relmgr.rulebook.score_rules import read_score_rules
from relmgr.rulebook.warning_rules import read_warning_rules
from relmgr.words import Words

DATA = Path(__file__).parent / "data"
FILES = ("scorecard.toml", "warnings.toml", "cadence.toml")
UNREADABLE = Words("读不了规则文件 {file}：{why}。", "Cannot read the rule file {file}: {why}.")
MARK = 8
"""Characters of the sha256 that stand in a version, so that edited rules never share one."""


def load(override_folder: Path | None = None) -> Rulebook:
    """Return the rulebook; a file of the same name in `override_folder` replaces the built-in one whole.

    Raises RulebookError naming file, line, key and the nearest spelling.
    """
    texts = {name: _text(name, override_folder) for name in FILES}
    tops = {name: parse(name, text) for name, text in texts.items()}
    scorecard, warnings, cadence = (
        _version(tops[name], texts[name]) for name in ("scorecard.toml", "warnings.toml", "cadence.toml")
    )
    whole = "\n".join(f"# {name}\n{text}" for name, text in texts.items())
    digest = sha256(whole.encode()).hexdigest()
    return Rulebook(
        version=f"{tops['warnings.toml'].textual('version')}-{digest[:MARK]}",
        sha256=digest,
        text=whole,
        scorecard=read_score_rules(tops["scorecard.toml"], scorecard),
        warnings=read_warning_rules(tops["warnings.toml"], warnings),
        cadence=read_cadence_rules(tops["cadence.toml"], cadence),
    )


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
