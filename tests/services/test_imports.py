"""Importing lists into a real book: every row accounted for, twice is once, undo takes all of it back."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from unicodedata import category

import pytest

from relmgr import services
from relmgr.domain.export_tables import ExportKind
from relmgr.domain.import_outcomes import Counts
from relmgr.exchange.export import write_export
from relmgr.exchange.plans import Circumstances, plan_import
from relmgr.exchange.workbooks import Value, write_workbook
from relmgr.queries.exports import export_table
from relmgr.queries.imports import import_batches, preview_import
from relmgr.services.imports import ImportResult, import_file_rows
from relmgr.workspace import Workspace
from tests.exchange.shared_data import DATA, needs

CLIENTS = """客户编号,客户名称,统一社会信用代码,行业,城市,评级,五级分类,网点代号
007,华能能源(示例),,电力,北京,AA-,正常,N/A
008,中交投资(示例),91110000600037341L,建筑,上海,A+,关注,
009,无码公司,12345,制造,广州,,,
"""
FACILITIES = """客户编号,客户名称,合同号,授信额度(万元),余额,逾期天数,数据日期,到期日
007,,HT-1,"8,500",3.2亿,0,2026-11-20,2027-03-01
,中交投资(示例),HT-2,120,,12,2026-11-20,2027-06-30
,不存在的公司,HT-3,1,,,,
010,,HT-4,1,,,,
"""
VISITS = """客户编号,日期,纪要,方式,参加人,状态
007,2026-11-18,谈妥续授信,拜访,张三、李四/财务,
007,2026-11-27 10:00,,电话,,
008,2026-11-20,,,,爽约
"""
METRICS = """客户编号,指标,2026-08,2026-09,2026-10
007,日均存款,1.2亿,"1,300万",
008,RAROC,12.5%,,11%
"""
CONTACTS = """客户编号,姓名,职务,电话,角色
007,王芳,财务总监,010-1234,财务
007,李强,总经理,,决策人
008,王芳,出纳,,经办
"""


def imported(book: Workspace, folder: Path, text: str | bytes, name: str = "list.csv") -> ImportResult:
    """Import a list, after checking that the preview says the same."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    about = Circumstances(book.clock.today(), book.clock.zone, manager=book.manager_name)
    plan = plan_import(path, about)
    preview = book.ask(preview_import, plan)
    result = book.do(import_file_rows, plan).result
    assert (preview.counts, preview.outcomes) == (result.counts, result.outcomes)
    return result


def counts(result: ImportResult) -> tuple[int, ...]:
    """Return created, updated, unchanged, rejected; they sum to the rows."""
    found: Counts = result.counts
    parts = (found.created, found.updated, found.unchanged, found.rejected)
    assert sum(parts) == found.rows == len(result.outcomes)
    return parts


def records(book: Workspace, sql: str) -> list[tuple[object, ...]]:
    """Return stored rows as they are."""
    return book.ask(lambda reader: reader.records(sql))


@pytest.fixture
def filled(book: Workspace, tmp_path: Path) -> Workspace:
    """Return a book into which one list of every kind was imported."""
    for text in (CLIENTS, CONTACTS, FACILITIES, VISITS, METRICS):
        imported(book, tmp_path, text)
    return book


def test_clients_are_created_assigned_and_rated(book: Workspace, tmp_path: Path) -> None:
    result = imported(book, tmp_path, CLIENTS)
    assert counts(result) == (2, 0, 0, 1)
    refused = result.outcomes[2]
    assert refused.line == 4
    assert refused.reason is not None
    assert "has 5 characters" in refused.reason.en
    stored = records(book, "SELECT code, name, uscc, extra FROM client ORDER BY code")
    assert [row[:3] for row in stored] == [
        ("007", "华能能源(示例)", ""),
        ("008", "中交投资(示例)", "91110000600037341L"),
    ]
    assert json.loads(str(stored[0][3])) == {"网点代号": "N/A"}
    assert records(book, "SELECT kind, value FROM ratingevent ORDER BY kind, value") == [
        ("class", "normal"),
        ("class", "special_mention"),
        ("grade", "A+"),
        ("grade", "AA-"),
    ]
    assert records(book, "SELECT count(*), min(from_on) FROM assignment") == [(2, "2026-11-23")]
    assert [row[0] for row in records(book, "SELECT client_id FROM clientcache")]


def test_rows_find_their_client_or_are_rejected_with_a_reason(filled: Workspace) -> None:
    (batch,) = [batch for batch in filled.ask(import_batches) if batch.kind == "facilities"]
    assert (batch.rows, batch.created, batch.rejected) == (4, 2, 2)
    errors = json.loads(
        str(records(filled, "SELECT errors FROM importbatch WHERE kind = 'facilities'")[0][0])
    )
    assert [error["line"] for error in errors] == [4, 5]
    assert "不存在的公司" in errors[0]["zh"]
    assert records(
        filled, "SELECT code, limit_minor, drawn_minor, overdue_since, arrears_on FROM facility"
    ) == [
        ("HT-1", 8_500_000_000, 32_000_000_000, None, "2026-11-20"),
        ("HT-2", 120_000_000, None, "2026-11-08", "2026-11-20"),
    ]


def test_visits_contacts_and_metrics(filled: Workspace) -> None:
    assert records(
        filled, "SELECT state, kind, effective, occurred_on, planned_at FROM visit ORDER BY state"
    ) == [
        ("done", "visit", 1, "2026-11-18", None),
        ("missed", "visit", 0, None, "2026-11-20 01:00:00.000000"),
        ("planned", "call", 0, None, "2026-11-27 02:00:00.000000"),
    ]
    assert records(filled, "SELECT name FROM visitparticipant ORDER BY name") == [
        ("张三",),
        ("李四",),
        ("财务",),
    ]
    assert len(records(filled, "SELECT id FROM contact")) == 3
    assert records(filled, "SELECT code, period, value, unit, source FROM metric ORDER BY code, period") == [
        ("avg_deposits", "2026-08", 12_000_000_000, "minor", "import"),
        ("avg_deposits", "2026-09", 1_300_000_000, "minor", "import"),
        ("raroc", "2026-08", 125_000, "e6", "import"),
        ("raroc", "2026-10", 110_000, "e6", "import"),
    ]


@pytest.mark.parametrize("text", [CLIENTS, CONTACTS, FACILITIES, VISITS, METRICS])
def test_the_second_import_of_a_file_changes_nothing(filled: Workspace, tmp_path: Path, text: str) -> None:
    audited = records(filled, "SELECT count(*) FROM audit_entry")
    created, updated, _, _ = counts(imported(filled, tmp_path, text))
    assert (created, updated) == (0, 0)
    after = records(filled, "SELECT count(*) FROM audit_entry WHERE tab <> 'importbatch'")
    assert int(str(after[0][0])) <= int(str(audited[0][0]))


def test_changed_rows_are_updated_and_corrected_figures_are_revisions(
    filled: Workspace, tmp_path: Path
) -> None:
    assert counts(imported(filled, tmp_path, CLIENTS.replace("北京,AA-", "天津,A"))) == (0, 1, 1, 1)
    assert records(filled, "SELECT city, extra <> '{}', version FROM client WHERE code = '007'") == [
        ("天津", 1, 2)
    ]
    assert counts(imported(filled, tmp_path, METRICS.replace("1.2亿", "1.5亿"))) == (0, 1, 1, 0)
    assert records(
        filled, "SELECT revision, value FROM metric WHERE period = '2026-08' AND unit = 'minor'"
    ) == [
        (0, 12_000_000_000),
        (1, 15_000_000_000),
    ]


def test_empty_cells_erase_nothing(filled: Workspace, tmp_path: Path) -> None:
    assert counts(imported(filled, tmp_path, "客户编号,城市,行业\n007,,\n")) == (0, 0, 1, 0)
    assert records(filled, "SELECT city FROM client WHERE code = '007'") == [("北京",)]


def test_undo_takes_an_import_back_and_another_import_revives_it(book: Workspace, tmp_path: Path) -> None:
    imported(book, tmp_path, CLIENTS)
    (batch,) = book.ask(import_batches)
    book.do(services.undo_action, batch.action_id)
    assert records(book, "SELECT count(*) FROM client WHERE NOT deleted") == [(0,)]
    assert [row.is_undone for row in book.ask(import_batches)] == [True]
    assert counts(imported(book, tmp_path, CLIENTS)) == (2, 0, 0, 1)
    assert records(book, "SELECT count(*) FROM client WHERE NOT deleted") == [(2,)]
    assert records(book, "SELECT count(*) FROM ratingevent WHERE NOT deleted") == [(4,)]
    assert counts(imported(book, tmp_path, CLIENTS)) == (0, 0, 2, 1)


def test_two_rows_of_one_thing_must_agree(book: Workspace, tmp_path: Path) -> None:
    text = "客户编号,客户名称,城市\n1,甲,北京\n1,甲,北京\n1,甲,上海\n"
    result = imported(book, tmp_path, text)
    assert counts(result) == (1, 0, 1, 1)
    assert result.outcomes[2].reason is not None
    assert "line 2" in result.outcomes[2].reason.en


def test_the_same_name_is_not_the_same_client(book: Workspace, tmp_path: Path) -> None:
    assert counts(imported(book, tmp_path, "客户编号,客户名称\n1,财政局\n2,财政局\n")) == (2, 0, 0, 0)
    result = imported(book, tmp_path, "客户名称,合同号\n财政局,HT-1\n")
    assert result.outcomes[0].reason is not None
    assert "2 clients are called" in result.outcomes[0].reason.en


def test_code_and_credit_code_must_mean_one_client(filled: Workspace, tmp_path: Path) -> None:
    result = imported(filled, tmp_path, "客户编号,客户名称,信用代码\n007,华能能源(示例),91110000600037341L\n")
    assert counts(result) == (0, 0, 0, 1)


def test_a_facility_never_moves_to_another_client(filled: Workspace, tmp_path: Path) -> None:
    result = imported(filled, tmp_path, "客户编号,合同号\n008,HT-1\n")
    assert result.outcomes[0].reason is not None
    assert "华能能源" in result.outcomes[0].reason.en


def test_a_list_without_codes_meets_one_with_codes(book: Workspace, tmp_path: Path) -> None:
    imported(book, tmp_path, "客户名称,城市\n华能能源,北京\n")
    assert counts(imported(book, tmp_path, "客户编号,客户名称,城市\n007,华能能源,北京\n")) == (0, 1, 0, 0)
    assert records(book, "SELECT code, name FROM client") == [("007", "华能能源")]


def test_a_workbook_with_several_lists_is_one_batch(book: Workspace, tmp_path: Path) -> None:
    pages: list[tuple[str, Sequence[str], list[list[Value]]]] = [
        ("授信", ["客户编号", "合同号", "授信额度(万元)"], [["007", "HT-1", 120]]),
        ("说明", ["随便写写", "别的"], [["x", "y"]]),
        ("客户", ["客户编号", "客户名称"], [["007", "华能能源"]]),
    ]
    result = imported(book, tmp_path, write_workbook(pages), "book.xlsx")
    assert counts(result) == (2, 0, 0, 0)
    assert [outcome.sheet for outcome in result.outcomes] == ["客户", "授信"]
    assert records(book, "SELECT kind, rows FROM importbatch") == [("clients+facilities", 2)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["clients", "contacts", "facilities", "visits"])
def test_an_export_comes_back_without_a_change(
    filled: Workspace, tmp_path: Path, kind: str, language: str, ending: str
) -> None:
    imported(filled, tmp_path, '客户编号,客户名称,备注,附注\n=7,@公式,"=1+1\n二行",-x\n')
    table = filled.ask(export_table, ExportKind(kind))
    path = tmp_path / f"{kind}.{ending}"
    write_export(path, table, "zh" if language == "zh" else "en")
    created, updated, unchanged, rejected = counts(imported(filled, tmp_path, path.read_bytes(), path.name))
    assert (created, updated, rejected) == (0, 0, 0)
    assert unchanged == len(table.rows) > 0


def shown_or_blank(text: str) -> str:
    """Return a name of this text; what no screen can show is refused as a name and replaced here."""
    shows = any(category(character)[0] not in "ZC" for character in text)
    return text.strip() if shows else "空白"


@needs(DATA / "hostile")
def test_naughty_strings_keep_every_byte(book: Workspace, tmp_path: Path) -> None:
    naughty: list[str] = json.loads((DATA / "hostile" / "blns.json").read_text("utf-8"))
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["客户编号", "客户名称", "备注", "其他"])
        for number, text in enumerate(naughty):
            writer.writerow([str(number), shown_or_blank(text), text, text])
    result = imported(book, tmp_path, path.read_bytes())
    assert counts(result) == (len(naughty), 0, 0, 0)
    stored = records(book, "SELECT CAST(code AS INTEGER), name, notes, extra FROM client ORDER BY 1")
    for (_, name, notes, extra), text in zip(stored, naughty, strict=True):
        assert name == shown_or_blank(text)
        assert notes == (text if text.strip() else "")
        assert json.loads(str(extra)) == ({"其他": text} if text.strip() else {})
    assert counts(imported(book, tmp_path, path.read_bytes())) == (0, 0, len(naughty), 0)
