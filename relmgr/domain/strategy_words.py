"""Which service strategy a client has, why, and what it prescribes, said line by line for screen and text."""

from collections.abc import Iterator

from relmgr.domain.cadence import Cadence
from relmgr.domain.dimensions import DIMENSIONS
from relmgr.domain.segment_words import say_alternatives, say_definition, say_term, say_value
from relmgr.domain.segments import Condition
from relmgr.domain.strategies import Segment, Served, said
from relmgr.words import Words

STRATEGY, BECAUSE = Words("策略", "Strategy"), Words("依据", "Because")
INTERVAL, ALSO = Words("走访间隔", "Contact interval"), Words("同属分段", "Also in")
SERVICES, MEASURES = Words("增值服务", "Services"), Words("风险措施", "Risk measures")
FROM = Words("{strategy}（分段「{segment}」）", '{strategy} (segment "{segment}")')
NONE = Words("没有分段给出策略", "no segment gives one")
MET = Words("{dimension}为{value}；条件 {wanted}", "{dimension} is {value}; wanted: {wanted}")
DAYS = Words("{days} 天，取决于{driver}", "{days} days, by {driver}")
DRIVERS = {
    "tier": Words("层级 {value}", "tier {value}"),
    "own": Words("客户经理自定的间隔", "the manager's own interval"),
    "class": Words("五级分类 {value}", "asset class {value}"),
    "level": Words("预警级别 {value}", "risk level {value}"),
    "phase": Words("项目阶段 {value}", "project phase {value}"),
    "segment": Words("分段「{value}」的策略", 'the strategy of segment "{value}"'),
}
OTHER_TIMED = Words("{segment}（{strategy} {days} 天）", "{segment} ({strategy}, {days} days)")
OTHER_SERVED = Words("{segment}（{strategy}）", "{segment} ({strategy})")


def strategy_lines(served: Served, interval: Cadence) -> Iterator[tuple[Words, Words]]:
    """Yield label and text: strategy, why it applies, interval and its driver, services, measures, the rest."""
    segment = served.applied.segment
    yield STRATEGY, _strategy(segment)
    if segment is not None:
        for words in reasons(served, segment):
            yield BECAUSE, words
    yield INTERVAL, interval_words(served, interval)
    if segment is not None and segment.strategy is not None:
        for label, texts in ((SERVICES, segment.strategy.services), (MEASURES, segment.strategy.measures)):
            for text in texts:
                yield label, said(text)
    for other in served.applied.matching:
        if other is not segment:
            yield ALSO, _other(other)


def strategy_words(served: Served) -> Words:
    """Return the strategy and the segment it comes from, or that there is none."""
    return _strategy(served.applied.segment)


def _strategy(segment: Segment | None) -> Words:
    if segment is None or segment.strategy is None:
        return NONE
    return _both(FROM, strategy=said(segment.strategy.name), segment=Words(segment.name, segment.name))


def reasons(served: Served, segment: Segment) -> Iterator[Words]:
    """Yield, for every condition of a segment, the client's value and what is wanted."""
    for term in segment.definition.conditions:
        if isinstance(term, Condition):
            value = say_value(term.about, served.values.get(term.dimension))
            yield _both(MET, dimension=term.about.words, value=value, wanted=say_alternatives(term))
        else:
            yield say_term(term)
    if not segment.definition.conditions:
        yield say_definition(segment.definition)


def interval_words(served: Served, interval: Cadence) -> Words:
    """Return the contact interval and its driver."""
    days = Words(str(interval.days), str(interval.days))
    return _both(DAYS, days=days, driver=driver_words(served, interval.driver))


def driver_words(served: Served, driver: str) -> Words:
    """Return what drives an interval, with the client's value."""
    if driver == "segment":
        source = served.applied.days_from
        value = Words(source.name, source.name) if source is not None else Words("-", "-")
    else:
        value = (
            say_value(DIMENSIONS[driver], served.values.get(driver))
            if driver in DIMENSIONS
            else Words("", "")
        )
    return _both(DRIVERS[driver], value=value)


def _other(segment: Segment) -> Words:
    name, strategy = Words(segment.name, segment.name), segment.strategy
    if strategy is None:
        return name
    if strategy.cadence_days is None:
        return _both(OTHER_SERVED, segment=name, strategy=said(strategy.name))
    days = Words(str(strategy.cadence_days), str(strategy.cadence_days))
    return _both(OTHER_TIMED, segment=name, strategy=said(strategy.name), days=days)


def _both(words: Words, **values: Words) -> Words:
    """Fill words with words, each language with its own."""
    zh, en = (words[i].format(**{name: value[i] for name, value in values.items()}) for i in (0, 1))
    return Words(zh, en)
