"""Recognises a list by its header: kind, language, and per column its field, unit and currency."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from relmgr.domain.currencies import WORDS, named
from relmgr.domain.import_kinds import FIELDS, REQUIRED, FieldSpec, Form, Kind
from relmgr.domain.language import Language
from relmgr.domain.metric_codes import METRICS, MetricSpec
from relmgr.domain.money import MULTIPLIERS
from relmgr.errors import Refused
from relmgr.words import Words

EXTRA_PREFIX: Final = Words("附加：", "extra: ")
"""What an export writes before the heading of an extra field, so that it is one again when it comes back."""

_DROPPED: Final = re.compile(r"[\s_\-·:/*？?.#]+")
_BRACKETS: Final = re.compile(r"[(\[{【（<《]([^)\]}】）>》]*)[)\]}】）>》]\s*$")
_PERIOD: Final = re.compile(r"\d{4}(?:[-/.年]?(?:\d{1,2}|q[1-4])月?)?|\d{4}年?")
_UNIT_TAIL: Final = re.compile(r"(?<=.)((?:百|千|十)?[万亿]美?元|千元)$")
_MARKERS: Final = frozenset({"必填", "选填", "required", "optional", "可选"})
_AMOUNTS: Final = (Form.AMOUNT, Form.FIGURE)


@dataclass(frozen=True, slots=True)
class HeadingUnit:
    """What a heading says about the figures below it."""

    factor: int = 1
    currency: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; without a field it is kept as an extra, `period` marks a wide metric column."""

    index: int
    heading: str
    field: FieldSpec | None
    unit: HeadingUnit = HeadingUnit()
    period: str = ""
    metric: MetricSpec | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised header."""

    kind: Kind
    language: Language
    columns: tuple[Column, ...]

    @property
    def extras(self) -> tuple[Column, ...]:
        """Return the columns that match no field and are kept as extra fields."""
        return tuple(
            c for c in self.columns if c.field is None and not c.period and c.metric is None and c.heading
        )


def plain(heading: str) -> str:
    """Return a heading without case, width, blanks and separators."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", heading).casefold())


@cache
def heading_unit(text: str) -> HeadingUnit | None:
    """Return what `万元`, `CNY m`, `USD million` or `%` says, or None when it is no unit."""
    rest = unicodedata.normalize("NFKC", text).strip().removeprefix("单位").lstrip(": ").lower()
    if rest in ("%", "percent", "百分比", "百分数"):
        return HeadingUnit(percent=True)
    currency = ""
    for word in WORDS:
        if word.lower() in rest:
            currency, rest = named(word, "CNY") or "", rest.replace(word.lower(), "", 1)
            break
    else:
        for token in re.findall(r"\b[a-z]{3}\b", rest):
            if token not in MULTIPLIERS and (code := named(token, "CNY")):
                currency, rest = code, rest.replace(token, "", 1)
                break
    bare = rest.replace("元", "").replace("圆", "").strip()
    if bare:
        return HeadingUnit(MULTIPLIERS[bare], currency) if bare in MULTIPLIERS else None
    return HeadingUnit(1, currency) if currency or rest.strip() else None


def split_unit(heading: str) -> tuple[str, HeadingUnit]:
    """Return a heading without its unit, and the unit: `授信额度(万元)`, `Limit (CNY m)`, `余额/亿元`."""
    normal = unicodedata.normalize("NFKC", heading).strip()
    if match := _BRACKETS.search(normal):
        base = normal[: match.start()]
        if match[1].strip() in _MARKERS:
            return split_unit(base)
        if base and (unit := heading_unit(match[1])):
            return base, unit
    if match := re.search(r"[/_]\s*([^/_]+)$", normal):
        unit = heading_unit(match[1])
        if unit and match.start():
            return normal[: match.start()], unit
    if (match := _UNIT_TAIL.search(normal)) and (unit := heading_unit(match[1])):
        return normal[: match.start()], unit
    return normal, HeadingUnit()


@cache
def _synonyms(kind: Kind) -> Mapping[str, tuple[FieldSpec, Language]]:
    found: dict[str, tuple[FieldSpec, Language]] = {}
    for spec in FIELDS[kind]:
        for language, names in (("zh", spec.zh), ("en", (*spec.en, spec.name))):
            for name in names:
                found.setdefault(plain(name), (spec, "zh" if language == "zh" else "en"))
    return found


@cache
def _metrics() -> Mapping[str, tuple[MetricSpec, Language]]:
    found: dict[str, tuple[MetricSpec, Language]] = {}
    for metric in METRICS:
        found.update({plain(name): (metric, "en") for name in metric.en})
        found.update({plain(name): (metric, "zh") for name in metric.zh})
    return found


def metric_named(text: str) -> MetricSpec | None:
    """Return the metric that a heading or cell names, in either language."""
    base, _ = split_unit(text)
    found = _metrics().get(plain(text)) or _metrics().get(plain(base))
    return found[0] if found else None


def _column(kind: Kind, index: int, heading: str) -> tuple[Column, Language | None]:
    if heading.startswith(EXTRA_PREFIX):
        return Column(index, heading.removeprefix(EXTRA_PREFIX.zh).removeprefix(EXTRA_PREFIX.en), None), None
    base, unit = split_unit(heading)
    if found := _synonyms(kind).get(plain(heading)) or _synonyms(kind).get(plain(base)):
        return Column(index, heading, found[0], unit), found[1]
    if kind is Kind.METRICS:
        if _PERIOD.fullmatch(heading.strip().lower()):
            return Column(index, heading, None, unit, period=heading.strip()), None
        if metric := _metrics().get(plain(heading)) or _metrics().get(plain(base)):
            return Column(index, heading, None, unit, metric=metric[0]), metric[1]
    return Column(index, heading or f"#{index + 1}", None), None


def _missing(kind: Kind, columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """Return the groups of required fields of which the header has none."""
    names = {column.field.name for column in columns if column.field}
    groups = list(REQUIRED[kind])
    if kind is Kind.METRICS:
        if any(column.period for column in columns):
            groups = [group for group in groups if group[0] not in ("period", "value")]
        elif any(column.metric for column in columns):
            groups = [group for group in groups if group[0] not in ("metric", "value")]
    return [group for group in groups if not names.intersection(group)]


def distinct(header: Sequence[str]) -> list[str]:
    """Return headings that differ: a repeated one gets its number, so that no extra field hides another."""
    seen: dict[str, int] = {}
    found = []
    for heading in header:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return found


def _layout(kind: Kind, header: Sequence[str]) -> Layout:
    found = [_column(kind, index, heading) for index, heading in enumerate(header)]
    for index, name in enumerate(distinct(header)):
        if found[index][0].field is None and name != header[index]:
            found[index] = _column(kind, index, name)
    spoken = [language for _, language in found if language]
    language: Language = "zh" if spoken.count("zh") >= spoken.count("en") and spoken else "en"
    return Layout(kind, language, tuple(column for column, _ in found))


def _score(layout: Layout) -> int:
    """Return how many different things of its kind a header names, less what it names twice."""
    names = [column.field.name for column in layout.columns if column.field]
    figures = sum(1 for column in layout.columns if column.period or column.metric)
    return 2 * len(set(names)) - len(names) + figures


def _headings(kind: Kind, group: Sequence[str]) -> Words:
    specs = [spec for spec in FIELDS[kind] if spec.name in group and spec.form is not Form.KEY]
    return Words("/".join(spec.zh[0] for spec in specs), "/".join(spec.en[0] for spec in specs))


def _nearest(kind: Kind, group: Sequence[str], header: Sequence[str]) -> str:
    wanted = [key for key, (spec, _) in _synonyms(kind).items() if spec.name in group]
    for heading in header:
        if get_close_matches(plain(heading), wanted, n=1, cutoff=0.7):
            return heading
    return ""


def refuse_missing(kind: Kind, header: Sequence[str], missing: Sequence[Sequence[str]]) -> Refused:
    """Return the sentence that names the columns a list of this kind lacks and the nearest heading."""
    wanted = [_headings(kind, group) for group in missing]
    zh, en = "、".join(words.zh for words in wanted), ", ".join(words.en for words in wanted)
    near = next((found for group in missing if (found := _nearest(kind, group, header))), "")
    hint = Words(
        f"；最接近的列是「{near}」" if near else "", f'; the nearest heading is "{near}"' if near else ""
    )
    return Refused(
        Words(
            f"{KIND_WORDS[kind].zh}清单缺少这些列：{zh}{hint.zh}。",
            f"A list of {KIND_WORDS[kind].en} needs these columns: {en}{hint.en}.",
        )
    )


KIND_WORDS: Final[Mapping[Kind, Words]] = {
    Kind.CLIENTS: Words("客户", "clients"),
    Kind.CONTACTS: Words("联系人", "contacts"),
    Kind.FACILITIES: Words("授信", "facilities"),
    Kind.VISITS: Words("拜访", "visits"),
    Kind.METRICS: Words("指标", "metrics"),
    Kind.RATINGS: Words("评级与分类", "ratings"),
    Kind.DOCUMENTS: Words("资料", "documents"),
    Kind.COLLATERALS: Words("押品", "collaterals"),
    Kind.PROJECTS: Words("项目", "projects"),
    Kind.PROGRESS: Words("项目进度", "project progress"),
    Kind.COVENANTS: Words("约束条款", "covenants"),
    Kind.COVENANT_TESTS: Words("约束测试", "covenant tests"),
    Kind.ACCOUNTS: Words("监管账户", "watched accounts"),
    Kind.ACCOUNT_MONTHS: Words("账户月度", "account months"),
    Kind.EVENTS: Words("外部事件", "outside events"),
    Kind.DEBTS: Words("他行负债", "debts at banks"),
    Kind.TIES: Words("关联关系", "ties"),
    Kind.GUARANTEES: Words("保证担保", "guarantees"),
}


def recognise(header: Sequence[str], kind: Kind | None = None) -> Layout:
    """Return the layout of a header; raises `Refused` when it fits no kind, or two equally well.

    A `kind` that was asked for is the only one tried.
    """
    if kind is not None:
        layout = _layout(kind, header)
        if missing := _missing(kind, layout.columns):
            raise refuse_missing(kind, header, missing)
        return _without_doubles(layout)
    layouts = sorted((_layout(each, header) for each in Kind), key=_score, reverse=True)
    fitting = [layout for layout in layouts if not _missing(layout.kind, layout.columns)]
    if not fitting:
        best = layouts[0]
        if _score(best) < 1:
            raise _unknown(header)
        raise refuse_missing(best.kind, header, _missing(best.kind, best.columns))
    if len(fitting) > 1 and _score(fitting[0]) == _score(fitting[1]):
        zh = "，也像".join(KIND_WORDS[layout.kind].zh for layout in fitting[:2])
        en = " or ".join(layout.kind.value for layout in fitting[:2])
        raise Refused(
            Words(f"表头既像{zh}；请用 --kind 指明。", f"The header could be {en}; say which with --kind.")
        )
    return _without_doubles(fitting[0])


def _unknown(header: Sequence[str]) -> Refused:
    shown = ", ".join(heading for heading in header if heading)[:120]
    return Refused(
        Words(
            f"认不出表头（{shown}）；第一行应是列名，如「客户名称」，或用 --mapping 给出映射文件。",
            f"The header is not recognised ({shown}); the first row should name the columns, for instance "
            '"client name", or give a mapping file with --mapping.',
        )
    )


def _without_doubles(layout: Layout) -> Layout:
    """Return the layout; raises `Refused` when two columns claim one field."""
    seen: dict[str, str] = {}
    for column in layout.columns:
        if column.field is None or column.field.form is Form.IGNORED:
            continue
        if column.field.name in seen:
            raise _double(seen[column.field.name], column.heading, column.field)
        seen[column.field.name] = column.heading
    return layout


def _double(one: str, other: str, spec: FieldSpec) -> Refused:
    return Refused(
        Words(
            f"「{one}」和「{other}」两列都是{spec.zh[0]}；请改名或删去一列。",
            f'The columns "{one}" and "{other}" both are {spec.en[0]}; rename or remove one.',
        )
    )
