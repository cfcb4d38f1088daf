"""Turns the rows of a list into records of typed values, each row whole or refused with its reason."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from relmgr.domain.import_cells import MISSING, read_cell
from relmgr.domain.import_finish import FINISH
from relmgr.domain.import_headers import Layout
from relmgr.domain.import_kinds import FieldSpec, Form, Kind
from relmgr.domain.import_periods import read_period
from relmgr.domain.import_records import (
    ClientRef,
    Figure,
    ParsedLine,
    Part,
    Recipe,
    Record,
    Source,
    column_pick,
)
from relmgr.domain.import_style import Context, Place, Style
from relmgr.domain.metric_codes import BY_CODE, MetricSpec
from relmgr.domain.money import Money
from relmgr.domain.natural_keys import mapped_client_key
from relmgr.domain.sheet import Cell, Line, text_of
from relmgr.domain.values import Unit
from relmgr.errors import Invalid
from relmgr.words import Words

_NOISE = re.compile(r"\.\d{3}|[Ee]")
"""An amount in hundredths with more decimals, or with a power of ten."""

_METRIC_FORMS = {
    Unit.MINOR: Form.AMOUNT,
    Unit.E6: Form.RATIO,
    Unit.COUNT: Form.INTEGER,
    Unit.DAYS: Form.INTEGER,
}


def recipe_of(layout: Layout) -> Recipe:
    """Return how to read the rows under a recognised header."""
    sources, figures = [], []
    for column in layout.columns:
        style = Style(factor=column.unit.factor, currency=column.unit.currency, percent=column.unit.percent)
        if column.field and column.field.form is Form.FIGURE:
            figures.append(Figure(column.heading, column.index, style, None, None))
        elif column.field:
            sources.append(Source(column.field, column.heading, column_pick(column.index), style))
        elif column.period:
            figures.append(Figure(column.heading, column.index, style, None, read_period(column.period)))
        elif column.metric:
            figures.append(Figure(column.heading, column.index, style, column.metric, None))
    extras = tuple((column.heading, column_pick(column.index)) for column in layout.extras)
    part = Part(layout.kind, tuple(sources), extras, tuple(figures))
    return Recipe((part,), layout.language, len(layout.columns))


def parse_line(recipe: Recipe, line: Line, context: Context) -> ParsedLine:
    """Return the records of a row; a row with one unreadable cell makes none."""
    if len(line.cells) > recipe.width:
        return ParsedLine(line.number, (), problem=_too_wide(len(line.cells), recipe.width))
    records: list[Record] = []
    client: ClientRef | None = None
    try:
        for part in recipe.parts:
            made = _part(recipe, part, line, context, client)
            records.extend(made)
            client = client or (made[0].client if made else None)
    except Invalid as problem:
        return ParsedLine(line.number, (), _label(records), problem.words)
    if not records:
        return ParsedLine(line.number, (), problem=Words("这一行没有内容", "the row says nothing"))
    return ParsedLine(line.number, tuple(records), _label(records))


def _too_wide(cells: int, width: int) -> Words:
    return Words(
        f"有 {cells} 格，表头只有 {width} 格；内容里的分隔符要用引号括起来",
        f"has {cells} cells, the header {width}; a delimiter inside a text must be quoted",
    )


def _label(records: Sequence[Record]) -> str:
    if not records:
        return ""
    last = records[-1]
    own = last.values.get("code") or last.values.get("name")
    return " ".join(str(part) for part in (last.client.shown, own) if part and part != "None")[:120]


def _at(heading: str, problem: Invalid) -> Invalid:
    """Return a refusal with the column's heading in front."""
    return Invalid(problem.field, Words(f"{heading}：{problem.words.zh}", f"{heading}: {problem.words.en}"))


def _values(part: Part, cells: Sequence[Cell], context: Context) -> dict[str, object]:
    currency = _row_currency(part, cells, context)
    values: dict[str, object] = {}
    for source in part.sources:
        value = _value(source, cells, context, currency)
        if value is not None:
            values[source.field.name] = value
    return values


def _value(source: Source, cells: Sequence[Cell], context: Context, currency: str) -> object:
    try:
        value = read_cell(source.pick(cells), Place(source.field, source.style, context, currency))
    except Invalid as problem:
        raise _at(source.heading, problem) from None
    if isinstance(value, Money) and source.less:
        less = _value(source.less, cells, context, currency)
        return Money(value.minor - less.minor, value.currency) if isinstance(less, Money) else value
    return value


def _row_currency(part: Part, cells: Sequence[Cell], context: Context) -> str:
    for source in part.sources:
        if source.field.form is Form.CURRENCY:
            return str(_value(source, cells, context, context.currency) or context.currency)
    return context.currency


def _part(recipe: Recipe, part: Part, line: Line, context: Context, client: ClientRef | None) -> list[Record]:
    values = _values(part, line.cells, context)
    extra = {
        heading: text for heading, pick in part.extras if (text := text_of(pick(line.cells))) and text.strip()
    }
    extra.update(_kept_words(part, values, line.cells))
    ref = client or _client(recipe, part, values, line.cells)
    if part.kind is Kind.METRICS:
        return [
            Record(part.kind, line.number, ref, figure)
            for figure in _figures(part, values, line.cells, context)
        ]
    if finish := FINISH.get(part.kind):
        finish(part, values, extra, context)
    return [Record(part.kind, line.number, ref, values, extra)]


def _kept_words(part: Part, values: Mapping[str, object], cells: Sequence[Cell]) -> dict[str, str]:
    """Return the text of cells whose value says less: a choice nobody listed, an amount that was rounded."""
    kept = {}
    for source in part.sources:
        if source.field.other and values.get(source.field.name) == source.field.other:
            word = text_of(source.pick(cells)).strip()
            if word.casefold() not in source.field.choices:
                kept[source.heading] = word
        elif source.style.rounded and source.field.form is Form.AMOUNT:
            text = text_of(source.pick(cells)).strip()
            if _NOISE.search(text):
                kept[source.heading] = text
    return kept


def _client(recipe: Recipe, part: Part, values: dict[str, object], cells: Sequence[Cell]) -> ClientRef:
    """Take the reference to the client out of the values; raises `Invalid` when there is none."""
    prefix = "" if part.kind is Kind.CLIENTS else "client_"
    names = ("id", "code", "uscc", "name")
    found = {name: str(values.get(prefix + name) or "") for name in names}
    if prefix:
        for name in names:
            values.pop(prefix + name, None)
    else:
        found["city"] = str(values.get("city") or "")
        values.pop("id", None)
    if part.key:
        found["id"] = mapped_client_key(recipe.mapping, [text_of(pick(cells)).strip() for pick in part.key])
    if not any(found[name] for name in names):
        raise Invalid("client", Words("没有写是哪个客户", "does not say which client it is"))
    return ClientRef(**found)


def _figures(
    part: Part, values: Mapping[str, object], cells: Sequence[Cell], context: Context
) -> list[dict[str, object]]:
    made = []
    for figure in part.figures:
        cell = cells[figure.index]
        if text_of(cell).strip().casefold() in MISSING:
            continue
        metric = figure.metric or BY_CODE.get(str(values.get("metric") or ""))
        period = figure.period or values.get("period")
        if metric is None or not period:
            raise Invalid("metric", Words("没有写指标或期间", "does not say which metric or period"))
        made.append(_metric(metric, str(period), figure, cell, values, context))
    return made


def _metric(
    metric: MetricSpec,
    period: str,
    figure: Figure,
    cell: Cell,
    values: Mapping[str, object],
    context: Context,
) -> dict[str, object]:
    currency = str(values.get("currency") or context.currency)
    field_spec = FieldSpec("value", _METRIC_FORMS[metric.unit], (figure.heading,), (figure.heading,))
    if metric.unit is Unit.COUNT and isinstance(cell, Decimal):
        cell = cell.to_integral_value(ROUND_HALF_EVEN)
    try:
        value = read_cell(cell, Place(field_spec, figure.style, context, currency))
    except Invalid as problem:
        raise _at(figure.heading, problem) from None
    stored = {"code": metric.code, "period": period, "unit": metric.unit, "currency": "", "value": value}
    if isinstance(value, Money):
        stored.update(value=value.minor, currency=value.currency)
    return stored
