"""Lists are recognised by their headers, in both languages, or refused with the missing column."""

import pytest

from relmgr.domain.import_headers import HeadingUnit, heading_unit, recognise, split_unit
from relmgr.domain.import_kinds import FIELDS, Form, Kind
from relmgr.errors import Refused


@pytest.mark.parametrize(
    ("header", "kind", "language"),
    [
        (["客户编号", "客户名称", "行业", "城市"], Kind.CLIENTS, "zh"),
        (["Client Code", "Client_Name", "INDUSTRY"], Kind.CLIENTS, "en"),
        (["客户编号", "评级", "五级分类"], Kind.CLIENTS, "zh"),
        (["客户名称", "姓名", "电话"], Kind.CONTACTS, "zh"),
        (["Client", "Name", "Phone"], Kind.CONTACTS, "en"),
        (["客户名称", "合同号", "授信额度(万元)", "到期日"], Kind.FACILITIES, "zh"),
        (["Client", "Loan No", "Limit (CNY m)"], Kind.FACILITIES, "en"),
        (["客户名称", "拜访日期", "纪要"], Kind.VISITS, "zh"),
        (["Client name", "Date", "Notes"], Kind.VISITS, "en"),
        (["客户名称", "指标", "2026-01", "2026-02"], Kind.METRICS, "zh"),
        (["client", "metric", "period", "value"], Kind.METRICS, "en"),
        (["客户名称", "月份", "日均存款(万元)", "RAROC(%)"], Kind.METRICS, "zh"),
        (["客户编号*", "客户名称（必填）", "城 市"], Kind.CLIENTS, "zh"),
    ],
)
def test_kind_and_language(header: list[str], kind: Kind, language: str) -> None:
    layout = recognise(header)
    assert (layout.kind, layout.language) == (kind, language)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万元", HeadingUnit(10_000)),
        ("单位：亿元", HeadingUnit(10**8)),
        ("元", HeadingUnit(1)),
        ("CNY m", HeadingUnit(10**6, "CNY")),
        ("USD million", HeadingUnit(10**6, "USD")),
        ("万美元", HeadingUnit(10_000, "USD")),
        ("人民币万元", HeadingUnit(10_000, "CNY")),
        ("USD", HeadingUnit(1, "USD")),
        ("%", HeadingUnit(percent=True)),
        ("Most Recent", None),
    ],
)
def test_units_of_headings(text: str, unit: HeadingUnit | None) -> None:
    assert heading_unit(text) == unit


@pytest.mark.parametrize(
    "heading",
    [
        "授信额度(万元)",
        "授信额度（万元）",
        "授信额度【万元】",
        "授信额度/万元",
        "授信额度_万元",
        "授信额度万元",
    ],
)
def test_a_unit_stands_behind_its_heading(heading: str) -> None:
    assert split_unit(heading) == ("授信额度", HeadingUnit(10_000))


def test_columns_without_a_field_are_extras() -> None:
    layout = recognise(["客户名称", "城市", "Effective Date (Most Recent)", "附加：行业", ""])
    assert [column.heading for column in layout.extras] == ["Effective Date (Most Recent)", "行业", "#5"]


def test_repeated_extra_headings_stay_apart() -> None:
    layout = recognise(["客户名称", "说明书", "说明书"])
    assert [column.heading for column in layout.extras] == ["说明书", "说明书 (2)"]


def test_missing_columns_are_named_with_the_nearest_heading() -> None:
    with pytest.raises(Refused) as caught:
        recognise(["客户名稱", "合同号"], Kind.FACILITIES)
    assert "客户名称" in caught.value.words.zh
    assert "客户名稱" in caught.value.words.en


@pytest.mark.parametrize("header", [["foo", "bar"], ["客户名称", "客户全称"], ["日期", "地点"]])
def test_what_fits_no_kind_is_refused(header: list[str]) -> None:
    with pytest.raises(Refused):
        recognise(header)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_first_heading_finds_its_own_field(kind: Kind) -> None:
    for language in ("zh", "en"):
        specs = [spec for spec in FIELDS[kind] if spec.form is not Form.FIGURE]
        layout = recognise([(spec.zh if language == "zh" else spec.en)[0] for spec in specs] + ["数值"], kind)
        assert [column.field for column in layout.columns][: len(specs)] == specs


def test_a_header_of_two_kinds_is_said_in_a_sentence() -> None:
    """A name and a contact fit two lists; the person is asked which, in words that read well."""
    with pytest.raises(Refused) as caught:
        recognise(["客户名称", "敞口(万元)", "联系人", "备注"])
    assert caught.value.words.zh == "表头既像客户，也像联系人；请用 --kind 指明。"
