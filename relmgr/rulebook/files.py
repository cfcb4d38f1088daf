"""The texts a rulebook is made of: files that come with relmgr, and the bank's own beside its settings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from relmgr.errors import Problem, RulebookError
from relmgr.rulebook.reading import nearest
from relmgr.words import Words

DATA = Path(__file__).parent / "data"
CHANGES = "warnings.d"
"""The folder of the bank's changes to warnings.toml; its files count in the order of their names."""

UNREADABLE = Words("读不了规则文件 {file}：{why}。", "Cannot read the rule file {file}: {why}.")
NO_SUCH_FILE = Words(
    "没有叫这个名字的规则文件，最接近的是 {near}；只改几条规则的文件放在 warnings.d/ 里。",
    "no rule file has this name; the nearest is {near}. A file that changes some rules belongs into warnings.d/.",
)
LIKE_A_MARK = Words(
    "这一行注释像文件的分界，请改写。",
    "this comment looks like the line between two files; write it differently.",
)
MARK = re.compile(rf"^# ((?:{CHANGES}/)?[\w.-]+\.toml)$", re.MULTILINE)
"""The line that begins a file in the text that is kept with verdicts."""

Texts = dict[str, str]


def read_texts(names: Iterable[str], folder: Path | None) -> Texts:
    """Return the text of every file by its name: the bank's where it has one, and its changes at the end.

    Raises RulebookError when a file cannot be read.
    """
    texts = {name: read_text(_bank_file(folder, name) or DATA / name) for name in names}
    if folder is not None:
        for path in sorted((folder / CHANGES).glob("*.toml")):
            texts[f"{CHANGES}/{path.name}"] = read_text(path)
    return texts


def _bank_file(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder is not None and (folder / name).is_file() else None


def read_text(path: Path) -> str:
    """Return the text of a file; raises RulebookError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError.of([Problem(path.name, 1, "", UNREADABLE.fill(file=path, why=error))]) from error


def strange_files(folder: Path | None) -> list[Problem]:
    """Return the files of the bank's folder that no rulebook reads: a misspelled name changes nothing, silently."""
    known = sorted(path.name for path in DATA.glob("*.toml"))
    found = sorted(folder.glob("*.toml")) if folder is not None else []
    return [
        Problem(path.name, 1, "", NO_SUCH_FILE.fill(near=nearest(path.name, known)))
        for path in found
        if path.name not in known
    ]


def joined(texts: Mapping[str, str]) -> str:
    """Return all files as the one text that is kept with verdicts."""
    return "\n".join(f"# {name}\n{text}" for name, text in texts.items())


def parted(whole: str) -> Texts:
    """Return the files of a text that was kept."""
    marks = list(MARK.finditer(whole))
    ends = [*(mark.start() - 1 for mark in marks[1:]), len(whole)]
    return {mark[1]: whole[mark.end() + 1 : end] for mark, end in zip(marks, ends, strict=False)}


def false_marks(texts: Mapping[str, str]) -> list[Problem]:
    """Return the comments that would be taken for the beginning of another file."""
    return [
        Problem(name, text.count("\n", 0, mark.start()) + 1, "", LIKE_A_MARK)
        for name, text in texts.items()
        for mark in MARK.finditer(text)
    ]


def changes_of(texts: Mapping[str, str]) -> Sequence[str]:
    """Return the names of the files of changes, in the order in which they count."""
    return [name for name in texts if name.startswith(f"{CHANGES}/")]
