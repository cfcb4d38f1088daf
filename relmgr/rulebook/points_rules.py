"""Reads points.toml, the additive points card, and writes one that was trained."""

from itertools import pairwise
from json import dumps
from math import isfinite
from pathlib import Path

from relmgr.domain.points_card import CardRatio, PointsCard
from relmgr.errors import RulebookError
from relmgr.rulebook.reading import TomlTable, parse
from relmgr.words import Words

FILE = "points.toml"
BUILT_IN = Path(__file__).parent / "data" / FILE
UNREADABLE = Words("读不了规则文件 {file}：{why}。", "Cannot read the rule file {file}: {why}.")
NOT_NUMBERS = Words("应为一个或多个数字的列表。", "must be a list of one number or more.")
NOT_RISING = Words("分界须严格递增。", "cuts must be strictly increasing.")
ONE_MORE = Words(
    "{cuts} 个分界分出 {bins} 段，应有 {bins} 个分值。",
    "{cuts} cuts make {bins} bins, which need {bins} points.",
)
NOT_MONOTONE = Words(
    "分值须随比率只升或只降。", "points must only rise or only fall along the ratio, and not stay the same."
)
NOT_A_SHARE = Words("须大于 0 且不超过 1。", "must be greater than 0 and at most 1.")
NO_RATIOS = Words("至少要有一个比率。", "a card needs at least one ratio.")
TWICE = Words("比率 {name} 出现了两次。", "the ratio {name} stands here twice.")
NOT_FINITE = Words("应为有限的数字。", "must be a finite number.")


def load_points_card(override_folder: Path | None = None) -> PointsCard:
    """Return the card in force: points.toml in `override_folder`, else the one that comes with relmgr.

    Raises RulebookError naming file, line, key and the nearest spelling.
    """
    path = BUILT_IN
    if override_folder is not None and (override_folder / FILE).is_file():
        path = override_folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(UNREADABLE.fill(file=path, why=error)) from error
    return read_points_card(parse(FILE, text))


def read_points_card(top: TomlTable) -> PointsCard:
    """Return the card of a file; raises RulebookError."""
    version, origin, confirmed = top.textual("version"), top.words("origin"), top.flag("confirmed_by_bank")
    coverage = top.number("coverage")
    if not 0 < coverage <= 1:
        raise top.fail("coverage", NOT_A_SHARE)
    ratios: dict[str, CardRatio] = {}
    for table in top.tables("ratios"):
        ratio = _ratio(table)
        if ratio.name in ratios:
            raise table.fail("name", TWICE.fill(name=ratio.name))
        ratios[ratio.name] = ratio
    if not ratios:
        raise top.fail("ratios", NO_RATIOS)
    top.finish()
    return PointsCard(version, origin, confirmed, coverage, tuple(ratios.values()))


def _ratio(table: TomlTable) -> CardRatio:
    name, cuts, points = table.textual("name"), _numbers(table, "cuts"), _numbers(table, "points")
    if any(low >= high for low, high in pairwise(cuts)):
        raise table.fail("cuts", NOT_RISING)
    if len(points) != len(cuts) + 1:
        raise table.fail("points", ONE_MORE.fill(cuts=len(cuts), bins=len(cuts) + 1))
    missing = table.number("missing") if "missing" in table.values else 0.0
    if not isfinite(missing):
        raise table.fail("missing", NOT_FINITE)
    ratio = CardRatio(name, table.words("title"), table.words("formula"), cuts, points, missing)
    if not ratio.is_monotone or not ratio.span:
        raise table.fail("points", NOT_MONOTONE)
    table.finish()
    return ratio


def _numbers(table: TomlTable, key: str) -> tuple[float, ...]:
    value = table.take(key)
    if not isinstance(value, list) or not value:
        raise table.fail(key, NOT_NUMBERS)
    if not all(type(part) in (int, float) and isfinite(part) for part in value):
        raise table.fail(key, NOT_NUMBERS)
    return tuple(float(part) for part in value)


def points_toml(card: PointsCard) -> str:
    """Return a card as the text of points.toml, which reads back as the same card."""
    lines = [
        f"version = {_text(card.version)}",
        f"confirmed_by_bank = {'true' if card.confirmed_by_bank else 'false'}",
        f"coverage = {card.coverage:g}",
        f"origin = {_words(card.origin)}",
    ]
    for ratio in card.ratios:
        lines += [
            "",
            "[[ratios]]",
            f"name = {_text(ratio.name)}",
            f"title = {_words(ratio.title)}",
            f"formula = {_words(ratio.formula)}",
            f"cuts = [{', '.join(map(repr, ratio.cuts))}]",
            f"points = [{', '.join(f'{points:g}' for points in ratio.points)}]",
        ]
        if ratio.missing:
            lines.append(f"missing = {ratio.missing:g}")
    return "\n".join(lines) + "\n"


def _words(words: Words) -> str:
    return f"{{ zh = {_text(words.zh)}, en = {_text(words.en)} }}"


def _text(text: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's, but for the delete character."""
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
