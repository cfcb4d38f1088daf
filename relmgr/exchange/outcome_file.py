"""Reads a list of cases with known outcomes, from which a points card is trained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Final

from relmgr.domain.card_samples import CHANCE, Sample
from relmgr.domain.ranking import auc
from relmgr.domain.sheet import Line, Sheet, text_of
from relmgr.errors import NotFound, Refused
from relmgr.exchange.sheets import read_sheets
from relmgr.words import Words

LEAKING: Final = frozenset(
    {"term", "duration", "chgoffdate", "chgoffpringr", "mis_status", "balancegross", "chargeoffdate"}
)
"""Columns of public lists that are known only with the outcome: the SBA loans' term and charge-off, the bank
campaign's length of call. Trained on, they promise what no one can know beforehand."""

DISGUISED: Final = 0.999
"""A column that ranks the outcome this well alone is the outcome under another name."""

ENOUGH: Final = 10
"""Bad cases with a value below which a column may tell good from bad by chance."""

MISSING: Final = frozenset({"", "?", "-", "na", "n/a", "nan", "null", "none"})
OUTCOMES: Final = {"0": False, "0.0": False, "1": True, "1.0": True}

NO_COLUMN: Final = Words(
    "{file} 没有「{name}」列，最接近的是 {near}。", "{file} has no column '{name}'; the nearest is '{near}'."
)
NO_OUTCOME: Final = Words(
    "{file} 第 {line} 行：「{name}」应为 0（好）或 1（坏），不是「{value}」。",
    "{file}, line {line}: '{name}' must be 0 (good) or 1 (bad), not '{value}'.",
)
NO_NUMBER: Final = Words(
    "{file} 第 {line} 行：「{name}」应为数字，不是「{value}」。",
    "{file}, line {line}: '{name}' must be a number, not '{value}'.",
)
LEAKS: Final = Words("事后才知道，会泄露结果。", "it is known only with the outcome and gives it away.")
IS_OUTCOME: Final = Words(
    "它单独就能分清好坏，就是结果本身。", "alone it tells good from bad: it is the outcome itself."
)
NOT_NUMBERS: Final = Words("不是数字。", "it does not hold numbers.")
REFUSED_COLUMN: Final = Words("不能用「{name}」训练：{why}", "Cannot train on '{name}': {why}")


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """The cases of a file, and the columns that were left out with the reason."""

    sample: Sample
    left_out: Mapping[str, Words]


def read_outcomes(path: Path, target: str, names: Sequence[str] | None = None) -> OutcomeFile:
    """Return the cases of a file: `target` is 0 for good and 1 for bad, other columns are ratios.

    With `names` only those are read, and each must be usable. Raises NotFound or Refused.
    """
    sheet = read_sheets(path)[0]
    outcome = _column(sheet, path.name, target)
    bad = [_outcome(row, outcome, target, path.name) for row in sheet.rows]
    if names:
        wanted = {name: _column(sheet, path.name, name) for name in names}
    else:
        wanted = {name: place for place, name in enumerate(sheet.header) if name and place != outcome}
    ratios: dict[str, list[float | None]] = {}
    left_out: dict[str, Words] = {}
    for name, place in wanted.items():
        found = _ratio(sheet, path.name, name, place, bad, strict=bool(names))
        if not isinstance(found, Words):
            ratios[name] = found
        elif names:
            zh, en = (REFUSED_COLUMN[i].format(name=name, why=found[i]) for i in (0, 1))
            raise Refused(Words(zh, en))
        else:
            left_out[name] = found
    return OutcomeFile(Sample(ratios, bad), left_out)


def _column(sheet: Sheet, file: str, wanted: str) -> int:
    folded = {name.casefold(): place for place, name in reversed(list(enumerate(sheet.header))) if name}
    place = folded.get(wanted.strip().casefold())
    if place is None:
        (near,) = get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.0)
        raise NotFound(NO_COLUMN.fill(file=file, name=wanted, near=sheet.header[folded[near]]))
    return place


def _cell(row: Line, place: int) -> str:
    return text_of(row.cells[place]).strip() if place < len(row.cells) else ""


def _outcome(row: Line, place: int, name: str, file: str) -> bool:
    text = _cell(row, place)
    if text not in OUTCOMES:
        raise Refused(NO_OUTCOME.fill(file=file, line=row.number, name=name, value=text))
    return OUTCOMES[text]


def _ratio(
    sheet: Sheet, file: str, name: str, place: int, bad: Sequence[bool], *, strict: bool
) -> list[float | None] | Words:
    """Return the values of a column, or why it cannot be used; `strict` names the row that is no number."""
    if name.casefold().replace(" ", "") in LEAKING:
        return LEAKS
    values: list[float | None] = []
    for row in sheet.rows:
        text = _cell(row, place)
        if text.casefold() in MISSING:
            values.append(None)
            continue
        value = _number(text)
        if value is None:
            if strict:
                raise Refused(NO_NUMBER.fill(file=file, line=row.number, name=name, value=text))
            return NOT_NUMBERS
        values.append(value)
    return IS_OUTCOME if _tells_all(values, bad) else values


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _tells_all(values: Sequence[float | None], bad: Sequence[bool]) -> bool:
    known = [(value, is_bad) for value, is_bad in zip(values, bad, strict=True) if value is not None]
    if sum(is_bad for _, is_bad in known) < ENOUGH:
        return False
    found = auc([value for value, _ in known], [is_bad for _, is_bad in known])
    return found is not None and abs(found - CHANCE) >= DISGUISED - CHANCE
