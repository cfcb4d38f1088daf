"""The post-loan file in one workbook or many lists: linked at the same client, twice is once, out and in again."""

from pathlib import Path

import pytest

from relmgr.domain.export_tables import ExportKind
from relmgr.domain.import_fields import Kind
from relmgr.domain.import_outcomes import Counts
from relmgr.domain.import_post_loan import OWNED_LISTS
from relmgr.exchange.export import write_export
from relmgr.queries.exports import export_table
from relmgr.workspace import Workspace
from tests.services.test_imports import CLIENTS, imported

FACILITIES = "客户编号,合同号,授信额度(万元),币种\n007,HT-1,8500,CNY\n008,HT-2,120,CNY\n"
LISTS = {
    Kind.RATINGS: "客户编号,业务编号,评级类型,生效日期,等级\n007,,五级分类,2026-10-01,关注\n"
    "007,HT-1,分类,2026-10-01,次级\n",
    Kind.DOCUMENTS: "客户编号,资料种类,资料名称,应交日期\n007,财务报表,三季报,2026-10-31\n",
    Kind.COLLATERALS: "客户编号,业务编号,押品名称,评估价值(万元),估值日期,抵押率上限,押品状态\n"
    "007,HT-1,厂房,9000,2026-03-01,70%,查封\n",
    Kind.PROJECTS: "客户编号,项目名称,概算(亿元),预计总投资(亿元),资本金比例,计划完工日,预计完工日\n"
    "007,一号机组,10,11.2,20%,2027-06-30,2027-12-31\n",
    Kind.PROGRESS: "客户编号,项目,截至日期,形象进度,提款进度\n007,一号机组,2026-10-31,40%,65%\n",
    Kind.COVENANTS: "客户编号,业务编号,约束编号,约束条款,约束指标,比较符,违约线,锁定线,补救期(天)\n"
    "007,HT-1,C1,偿债备付率,DSCR,不低于,1.05,1.15,30\n",
    Kind.COVENANT_TESTS: "客户编号,约束编号,测试期末,测试值,测试结果\n007,C1,2026-09-30,1.08,通过\n",
    Kind.ACCOUNTS: "客户编号,业务编号,账号,账户用途,币种,应留存金额,约定归集比例\n007,HT-1,A1,准备金,CNY,1000万,80%\n",
    Kind.ACCOUNT_MONTHS: "客户编号,账号,月份,月末余额(万元)\n007,A1,2026-10,450\n",
    Kind.EVENTS: "客户编号,事件,发生日期,涉及金额,来源\n007,重大诉讼,2026-11-02,3000万,法院公告\n",
    Kind.DEBTS: "客户编号,征信日期,银行,负债余额,逾期天数,是否本行\n007,2026-11-01,某行,2亿,120,否\n",
    Kind.TIES: "客户编号,关联方,关联关系,持股比例\n007,中交投资(示例),母公司,60%\n",
    Kind.GUARANTEES: "客户编号,业务编号,保证人,担保金额\n007,HT-1,无码公司,1亿\n",
}


@pytest.fixture
def filled(book: Workspace, tmp_path: Path) -> Workspace:
    """Return a book with three clients, two facilities and every post-loan list."""
    imported(book, tmp_path, CLIENTS)
    imported(book, tmp_path, FACILITIES)
    for kind, text in LISTS.items():
        result = imported(book, tmp_path, text)
        assert result.counts.rejected == 0, (kind, result.outcomes)
        assert result.counts.created == text.count("\n") - 1, kind
    return book


def test_every_list_has_a_sample() -> None:
    assert LISTS.keys() == OWNED_LISTS.keys()


def test_rows_are_linked_and_typed(filled: Workspace) -> None:
    reader = filled.ask(lambda reader: reader.records)
    assert reader("SELECT status, ltv_limit_e6, value_minor FROM collateral") == [
        ("seized", 700_000, 9_000_000_000)
    ]
    assert reader("SELECT forecast_cost_minor, capital_ratio_e6 FROM project") == [(112_000_000_000, 200_000)]
    assert reader(
        "SELECT c.operator, c.default_e6, t.value_e6, t.status FROM covenanttest t JOIN covenant c"
        " ON c.id = t.covenant_id JOIN facility f ON f.id = c.facility_id WHERE f.code = 'HT-1'"
    ) == [(">=", 1_050_000, 1_080_000, "pass")]
    assert reader(
        "SELECT a.purpose, m.closing_minor FROM accountmonth m JOIN watchedaccount a ON a.id = m.account_id"
    ) == [("reserve", 450_000_000)]
    assert reader("SELECT kind, known_on, amount_minor FROM externalevent") == [
        ("suit", "2026-11-23", 3_000_000_000)
    ]
    assert reader("SELECT c.code FROM groupedge e JOIN client c ON c.id = e.parent_id") == [("008",)]
    assert reader("SELECT value FROM ratingevent WHERE kind = 'class' AND facility_id <> ''") == [
        ("substandard",)
    ]


def test_twice_is_once(filled: Workspace, tmp_path: Path) -> None:
    for text in LISTS.values():
        rows = text.count("\n") - 1
        assert imported(filled, tmp_path, text).counts == Counts(rows, 0, 0, rows, 0)


@pytest.mark.parametrize("kind", list(LISTS))
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_out_and_in_again(filled: Workspace, tmp_path: Path, kind: Kind, ending: str) -> None:
    path = tmp_path / f"again{ending}"
    write_export(path, filled.ask(export_table, ExportKind(kind.value)), "zh")
    counts = imported(filled, tmp_path, path.read_bytes(), f"again{ending}").counts
    assert (counts.created, counts.updated, counts.rejected) == (0, 0, 0)
    assert counts.unchanged


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("客户编号,约束编号,测试期末,测试结果\n007,C9,2026-09-30,通过\n", "这个客户没有约束条款「C9」"),
        ("客户编号,项目,截至日期,形象进度\n008,一号机组,2026-10-31,40%\n", "这个客户没有项目「一号机组」"),
        ("客户编号,业务编号,评级类型,生效日期,等级\n007,,分类,2026-10-01,AA\n", "不是五级分类"),
        ("客户编号,账号,月份,月末余额(万美元)\n007,A1,2026-11,450\n", "金额是USD，账户是CNY"),
        ("客户编号,事件,发生日期\n007,天气,2026-11-02\n", "天气"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    filled: Workspace, tmp_path: Path, text: str, reason: str
) -> None:
    result = imported(filled, tmp_path, text)
    assert result.counts.rejected == 1
    assert result.outcomes[0].reason is not None
    assert reason in result.outcomes[0].reason.zh
