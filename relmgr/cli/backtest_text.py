"""How a back-test is told: the measures, the months, every alert, and what the figures cannot say."""

from collections.abc import Iterator, Sequence

from relmgr import i18n
from relmgr.cli.cells import column, day, mark
from relmgr.cli.report import Facts, Lines, Table
from relmgr.domain.backtest import HORIZON, Came, Outcome, Window
from relmgr.domain.fact_words import meaning
from relmgr.queries.backtest import Limits, Tested
from relmgr.words import Words

MOST_MISSING = 4
NO_ALERTS = Words("这段时间没有预警。", "No alert in this time.")
CAME = {
    Came.TRUE: Words("属实", "came true"),
    Came.FALSE: Words("误报", "false alarm"),
    Came.OPEN: Words("未满 12 个月", "not yet 12 months"),
    Came.AFTER: Words("事件之后", "after the event"),
}
KINDS = {
    "dpd": Words("逾期超过 90 天", "more than 90 days past due"),
    "class": Words("列为不良", "classified substandard or worse"),
    "default": Words("评级违约", "grade in default"),
    "exit": Words("客户流失", "client lost"),
}
UNTIL = Words(
    "截至 {on} 的预警才能判定误报：之后不满 {months} 个月，记为未定，也不计入客户年。",
    "Only alerts up to {on} can be called false: later ones are younger than {months} months, stay open, "
    "and add no client-years.",
)
KNOWN_FROM = Words(
    "数据按入库时间判断当时是否已知，最早一条记录为 {on}；此前各天没有客户可判。",
    "Rows count from when they were written into this book, the first on {on}; days before have no clients.",
)
NO_TRAIL = Words(
    "有 {n} 行没有入库时间记录（演示或直接写入），只能按其自身日期计。",
    "{n} rows have no record of when they were written (demo data); they count from their own dates.",
)
TRUSTED = Words(
    "--dated：补录的数据按自身日期视为当时已知，结果偏乐观，只作参考。",
    "--dated: rows loaded later count as known from their own dates; this flatters the rule.",
)
UNANSWERED = Words(
    "回溯中没有人处理预警：数据恢复正常后自动解除；模型分层视为当即采纳。",
    "Nobody answers alerts in a replay: they end when the data are clean again; tiers are accepted at once.",
)
FIRST_DAY = Words(
    "首日已存在的情形当作首日发生，其真实起点不明。",
    "What stood on the first day counts as new on it; when it really began is not known.",
)
UNDATED = Words(
    "{n} 户流失客户没有流失日期，未计入。", "{n} lost clients have no day of leaving and are left out."
)
CANNOT = Words(
    "{rule} 无法回溯：每次都缺数据（{missing}）。",
    "{rule} cannot be replayed: its data were missing every time ({missing}).",
)
SOMETIMES = Words(
    "{rule} 有 {share}% 的判断缺数据（{missing}）。",
    "{rule} lacked data in {share}% of its looks ({missing}).",
)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _number(value: float | None, places: int = 2) -> str:
    return "-" if value is None else f"{value:.{places}f}"


def _severities(found: Outcome) -> str:
    return "  ".join(f"{mark(severity).text} {n}" for severity, n in found.by_severity.items()) or "0"


def measures(tested: Tested, steps: int) -> Facts:
    """Return the measures of one rule."""
    found, say = tested.outcome, i18n.say
    span = f"{day(found.window.first)} .. {day(found.window.last)} ({steps})"
    lead = f"{_number(found.lead_median_days, 0)} ({_share(found.early_share)})"
    pairs = [
        (say(Words("区间（步数）", "from .. to (steps)")), span),
        (say(Words("预警次数", "alerts")), f"{len(found.hits)}  {_severities(found)}"),
        (say(Words("客户数", "clients warned of")), str(found.clients)),
        (say(Words("信用事件", "credit events")), str(found.events)),
        (say(Words("召回率", "recall")), f"{_share(found.recall)} ({found.detected}/{found.events})"),
        (say(Words("提前天数中位数（3 个月以上占比）", "lead time, median days (3 months or more)")), lead),
        (say(Words("当天才预警", "only on the day of the event")), str(found.same_day)),
        (
            say(Words("前 {k} 户准确率", "precision among the first {k}"), k=found.k),
            _share(found.precision_at_k),
        ),
        (
            say(Words("误报/客户年", "false alarms per client-year")),
            f"{_number(found.false_a_year)} ({found.false_alarms} / {found.client_years:.1f})",
        ),
    ]
    return Facts(pairs, tested.rule)


def months(found: Outcome) -> Table:
    """Return the precision of every settled month."""
    columns = (
        column("日期", "day"),
        column("预警客户", "flagged", right=True),
        column("一年内出事", "right within a year", right=True),
        column("准确率", "precision", right=True),
    )
    cells = [
        (day(m.day), str(m.flagged), str(m.right), _share(m.right / m.flagged if m.flagged else None))
        for m in found.precision
    ]
    title = i18n.say(Words("每月前 {k} 户", "The first {k} of each month"), k=found.k)
    return Table(columns, cells, NO_ALERTS, title)


def alerts(tested: Tested, names: dict[str, str]) -> Table:
    """Return every alert with what came of it."""
    columns = (
        column("日期", "day"),
        column("客户", "client"),
        column("对象", "about"),
        column("级别", "severity"),
        column("结果", "what came of it"),
        column("事件", "event"),
        column("提前天数", "lead", right=True),
    )
    cells = [
        (
            day(hit.alert.on),
            names.get(hit.alert.client, hit.alert.client),
            hit.alert.subject or "-",
            mark(hit.alert.severity),
            i18n.say(CAME[hit.came]),
            f"{day(hit.event.on)} {i18n.say(KINDS[hit.event.kind])}" if hit.event else "-",
            "-" if hit.lead_days is None else str(hit.lead_days),
        )
        for hit in tested.outcome.hits
    ]
    return Table(columns, cells, NO_ALERTS, i18n.say(Words("预警", "Alerts")))


def summary(tested: Sequence[Tested]) -> Table:
    """Return all rules, one line each."""
    columns = (
        column("规则", "rule"),
        column("预警", "alerts", right=True),
        column("客户", "clients", right=True),
        column("事件", "events", right=True),
        column("召回率", "recall", right=True),
        column("提前中位数", "lead days", right=True),
        column("误报/客户年", "false/client-year", right=True),
        column("前 k 准确率", "precision@k", right=True),
        column("缺数据", "unknown", right=True),
    )
    cells = []
    for one in tested:
        found, judged = one.outcome, one.judged
        unknown = judged.unknown / judged.looks if judged.looks else None
        cells.append(
            (
                one.rule,
                str(len(found.hits)),
                str(found.clients),
                str(found.events),
                _share(found.recall),
                _number(found.lead_median_days, 0),
                _number(found.false_a_year),
                _share(found.precision_at_k),
                _share(unknown),
            )
        )
    return Table(columns, cells, NO_ALERTS)


def said(tested: Sequence[Tested], window: Window, limits: Limits) -> Lines:
    """Return what limits the figures."""
    lines = [i18n.say(words) for one in tested for words in _gaps(one)]
    lines.append(i18n.say(UNTIL, on=window.settled, months=HORIZON))
    if limits.known_from:
        lines.append(i18n.say(KNOWN_FROM, on=limits.known_from))
    if limits.without_trail:
        lines.append(i18n.say(NO_TRAIL, n=limits.without_trail))
    if limits.dated:
        lines.append(i18n.say(TRUSTED))
    if limits.undated_exits:
        lines.append(i18n.say(UNDATED, n=limits.undated_exits))
    return Lines([*lines, i18n.say(FIRST_DAY), i18n.say(UNANSWERED)], i18n.say(Words("须知", "Limits")))


def _gaps(tested: Tested) -> Iterator[Words]:
    """Yield what a rule could not be judged for; one without any answer cannot be replayed."""
    judged = tested.judged
    if not judged.unknown:
        return
    names = [meaning(name) for name, _ in judged.missing.most_common(MOST_MISSING)]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    words, share = (CANNOT if judged.unknown == judged.looks else SOMETIMES), judged.unknown / judged.looks
    values = {"rule": tested.rule, "share": f"{share * 100:.0f}"}
    yield Words(words.zh.format(missing=zh, **values), words.en.format(missing=en, **values))
