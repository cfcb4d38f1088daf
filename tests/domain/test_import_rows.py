"""Rows become typed records, or are refused with a reason that names column and remedy."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.date_spellings import Moment
from relmgr.domain.import_headers import recognise
from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_records import ParsedLine
from relmgr.domain.import_rows import parse_line, recipe_of
from relmgr.domain.import_style import Context
from relmgr.domain.sheet import Cell, Line

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)


def instant(moment: Moment) -> datetime:
    """Return the instant of a local moment."""
    return datetime.combine(moment.day, moment.at or datetime.min.time(), SHANGHAI).astimezone(UTC)


CONTEXT = Context(TODAY, lambda code: code.strip(), instant, manager="王磊")


def parsed(header: list[str], *cells: Cell, kind: Kind | None = None) -> ParsedLine:
    """Parse one row under a header."""
    return parse_line(recipe_of(recognise(header, kind)), Line(2, cells), CONTEXT)


def only(header: list[str], *cells: Cell) -> dict[str, object]:
    """Return the values of the one record of a row."""
    line = parsed(header, *cells)
    assert line.problem is None, line.problem
    (record,) = line.records
    return dict(record.values)


def reason(header: list[str], *cells: Cell) -> str:
    """Return why a row is refused, in English."""
    line = parsed(header, *cells)
    assert line.problem is not None
    return line.problem.en


FACILITY = ["客户名称", "合同号", "授信额度(万元)", "余额", "币种", "利率", "到期日", "备案号"]


def test_a_facility_row() -> None:
    line = parsed(FACILITY, "华能能源", "007", "8,500", "3.2亿", "", "4.35%", "2027年3月1日", "B-1")
    (record,) = line.records
    assert record.client.name == "华能能源"
    assert record.values == {
        "code": "007",
        "limit_minor": 8_500_000_000,
        "drawn_minor": 32_000_000_000,
        "currency": "CNY",
        "rate_e6": 43_500,
        "maturity_on": date(2027, 3, 1),
    }
    assert record.extra == {"备案号": "B-1"}


def test_numbers_and_dates_of_a_workbook() -> None:
    values = only(
        FACILITY, "华能", Decimal(7), Decimal("120.5"), Decimal("0.335"), "美元", "4.35%", Decimal(45000), ""
    )
    assert values["code"] == "7"
    assert values["limit_minor"] == 120_500_000
    assert values["drawn_minor"] == 34
    assert values["currency"] == "USD"
    assert values["maturity_on"] == date(2023, 3, 15)


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        (("华能", "1", "1,2.5", "", "", "", "", ""), '授信额度(万元): amount "1,2.5"'),
        (("华能", "1", "", "$5", "EUR", "", "", ""), "several currencies in one row"),
        (("华能", "1", "", "", "", "4.35", "", ""), "no unit"),
        (("华能", "1", "", "", "", "", "03/04/2026", ""), "2026-03-04 or 2026-04-03"),
        (("华能", "1", "", "", "XXQ", "", "", ""), "not a currency"),
        (("", "1", "", "", "", "", "", ""), "which client"),
        (("\u200b\u2060\ufeff", "1", "", "", "", "", "", ""), "which client"),
        (("华能", "1", "", "", "", "", "", "", "extra cell"), "9 cells"),
    ],
)
def test_facility_rows_that_are_refused(cells: tuple[Cell, ...], part: str) -> None:
    assert part in reason(FACILITY, *cells)


def test_overdue_days_become_the_day_since_when() -> None:
    header = ["客户名称", "合同号", "逾期天数", "数据日期"]
    assert only(header, "华能", "1", "10", "2026-11-20") == {
        "code": "1",
        "as_of": date(2026, 11, 20),
        "arrears_on": date(2026, 11, 20),
        "overdue_since": date(2026, 11, 10),
    }
    none_overdue = only(header, "华能", "1", "0", "2026-11-20")
    assert none_overdue["overdue_since"] is None
    assert none_overdue["arrears_on"] == date(2026, 11, 20)
    assert "as of which day" in reason(header, "华能", "1", "10", "")
    assert "overdue_since" not in only(header, "华能", "1", "-", "2026-11-20")


CLIENT = ["客户编号", "客户名称", "国家", "评级", "五级分类", "项目公司", "客户经理", "备注"]


def test_a_client_row_keeps_text_as_it_is() -> None:
    line = parsed(CLIENT, "007", " 华能能源 ", "NA", "AA-", "关注", "是", "李娜", "  NA\t")
    (record,) = line.records
    assert record.values == {
        "code": "007",
        "name": "华能能源",
        "country": "NA",
        "grade": "AA-",
        "asset_class": "special_mention",
        "is_project": True,
        "notes": "  NA\t",
    }
    assert record.extra == {"客户经理": "李娜"}
    assert parsed(CLIENT, "1", "甲", "", "", "", "", "王磊", "").records[0].extra == {}


def test_a_choice_nobody_knows_is_refused_or_kept_beside_other() -> None:
    assert "not a known value" in reason(CLIENT, "1", "甲", "", "", "差", "", "", "")
    line = parsed(["客户名称", "合同号", "业务品种"], "华能", "1", "银团贷款")
    assert line.records[0].values["kind"] == "other"
    assert line.records[0].extra == {"业务品种": "银团贷款"}


VISIT = ["客户名称", "日期", "纪要", "状态", "方式"]


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        (("华能", "2026-11-20", "谈妥", "", ""), "done"),
        (("华能", "2026-11-27 10:00", "", "", "电话"), "planned"),
        (("华能", "2026-11-20", "", "爽约", ""), "missed"),
        (("华能", "2026-11-20", "", "已完成", ""), "done"),
    ],
)
def test_visits_made_and_planned(cells: tuple[Cell, ...], state: str) -> None:
    values = only(VISIT, *cells)
    assert values["state"] == state
    if state == "planned":
        assert values["planned_at"] == datetime(2026, 11, 27, 2, tzinfo=UTC)
        assert values["all_day"] is False
        assert values["kind"] == "call"
    assert ("occurred_on" in values) == (state == "done")


def test_a_visit_of_which_nobody_knows_whether_it_took_place() -> None:
    assert "not known whether" in reason(VISIT, "华能", "2026-11-20", "", "", "")
    assert "lies ahead" in reason(VISIT, "华能", "2026-12-20", "谈妥", "", "")
    assert "no date" in reason(VISIT, "华能", "", "谈妥", "", "")


def test_metrics_long_wide_and_by_column() -> None:
    long = parsed(["客户名称", "指标", "期间", "数值"], "华能", "日均存款", "2026年3月", "1.2亿")
    assert long.records[0].values == {
        "code": "avg_deposits",
        "period": "2026-03",
        "unit": "minor",
        "currency": "CNY",
        "value": 12_000_000_000,
    }
    wide = parsed(["客户名称", "指标", "2026-01", "2026-02", "2026Q1"], "华能", "RAROC", "12.5%", "", "0.1%")
    assert [(r.values["period"], r.values["value"]) for r in wide.records] == [
        ("2026-01", 125_000),
        ("2026Q1", 1_000),
    ]
    columns = parsed(["客户名称", "月份", "日均存款(万元)", "交易笔数"], "华能", "202603", "120", "45")
    assert [(r.values["code"], r.values["value"]) for r in columns.records] == [
        ("avg_deposits", 120_000_000),
        ("transactions", 45),
    ]
    assert "not a known metric" in reason(["客户名称", "指标", "期间", "数值"], "华能", "天气", "2026", "1")
    assert "period" in reason(["客户名称", "指标", "期间", "数值"], "华能", "净资产", "春天", "1")


LISTS = (
    FACILITY,
    CLIENT,
    VISIT,
    ["客户名称", "合同号", "逾期天数", "数据日期", "逾期起始日"],
    ["客户名称", "姓名", "角色", "关键联系人", "离职日期"],
    ["客户名称", "指标", "期间", "数值", "币种"],
    ["客户名称", "月份", "日均存款(万元)", "RAROC(%)", "交易笔数"],
)
CELLS = st.one_of(
    st.text(max_size=20),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(
        ["日均存款", "RAROC", "2026-03", "3.2亿", "-", "华能", "2026-11-20", "99999999", "是", "4.35%"]
    ),
)


@given(st.sampled_from(LISTS), st.lists(CELLS, min_size=8, max_size=8))
def test_any_row_is_read_or_refused(header: list[str], cells: list[Cell]) -> None:
    line = parsed(header, *cells[: len(header)])
    assert (line.problem is None) == bool(line.records)
