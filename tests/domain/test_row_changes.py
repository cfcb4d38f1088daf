"""What a write did, in the words of the screens: no stored code, no English column in Chinese, no raw instant."""

from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db import tables
from relmgr.domain.row_changes import TOLD_INSTANTS, UNTOLD, row_change
from relmgr.domain.row_codes import CODES, code_words
from relmgr.domain.row_words import column_words, table_words
from relmgr.words import Words

ZONE = ZoneInfo("Asia/Shanghai")
BY_HAND = (
    "blockedtime", "checkanswer", "client", "contact", "department", "externalevent", "feedback", "followup",
    "importantdate", "opportunity", "rebuttal", "reminder", "satisfaction", "signalevent", "specialist", "ticketevent",
    "tierchange", "tieroverride", "traveltime", "visit", "visitlink", "visitparticipant", "visitseries", "watchitem",
    "watchreview",
)  # fmt: skip
"""Tables that people write by hand."""
PLAIN = frozenset({"occurrence_key", "fired_by", "fire_no", "reasons", "model_version", "period"})
"""What the program keeps for itself in them."""


@pytest.mark.parametrize(
    ("table", "column", "old", "new", "before", "after"),
    [
        ("signal", "state", "open", "acked", Words("未确认", "new"), Words("已确认", "acknowledged")),
        ("signal", "outcome", "", "false", Words("-", "-"), Words("误报", "dismissed")),
        ("signal", "plan_measure", "", "collect", Words("-", "-"), Words("催收", "Collect")),
        ("visit", "state", "planned", "done", Words("已约", "planned"), Words("已办", "done")),
        ("visit", "kind", "call", "video", Words("电话", "call"), Words("视频", "video")),
        ("followup", "state", "open", "done", Words("未完成", "open"), Words("完成", "done")),
        ("reminder", "state", "open", "cancelled", Words("未完成", "open"), Words("取消", "cancelled")),
        ("contact", "role", "other", "decision", Words("其他", "other"), Words("决策", "decides")),
        ("watchitem", "state", "on", "off", Words("关注中", "watched"), Words("已退出", "left")),
        ("tierchange", "reason_code", "", "one_off", Words("-", "-"), Words("一次性因素", "one-off")),
        ("client", "asset_class", "normal", "loss", Words("正常", "normal"), Words("损失", "loss")),
    ],
)
def test_codes_are_said_in_the_words_of_the_screens(
    table: str, column: str, old: str, new: str, before: Words, after: Words
) -> None:
    """Before and after, in both languages."""
    (told,) = row_change(table, {column: old}, {column: new}, ZONE).fields
    assert (told.before, told.after) == (before, after)


def test_a_text_that_a_person_wrote_stays() -> None:
    """Also where it looks like the code of another column."""
    assert code_words("visit", "summary", "open") == Words("open", "open")
    assert code_words("client", "phase", "疏浚") == Words("疏浚", "疏浚")


def test_an_instant_is_told_in_the_zone_of_the_banker() -> None:
    """It is stored in UTC."""
    (told,) = row_change("visit", None, {"planned_at": "2026-12-01 23:30:00.000000"}, ZONE).fields
    assert told.after.zh == "2026-12-02 07:30"


def test_every_coded_column_exists() -> None:
    """A column that is renamed does not fall back to its codes unseen."""
    for table, columns in CODES.items():
        assert set(columns) <= set(SQLModel.metadata.tables[table].columns.keys()), table


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_every_closed_set_has_words(table: str) -> None:
    """Of the tables that people write by hand, each code of a column that takes codes only."""
    assert tables.__all__
    if table not in BY_HAND:
        return
    for column in SQLModel.metadata.tables[table].columns:
        if isinstance(column.type, sa.Enum) and column.name not in UNTOLD and "tier" not in column.name:
            for code in column.type.enums:
                assert code_words(table, column.name, code) != Words(code, code), (table, column.name, code)


@pytest.mark.parametrize("table", BY_HAND)
def test_what_people_write_has_names_in_both_languages(table: str) -> None:
    """Table and columns."""
    names = [table_words(table)]
    for column in (one.name for one in SQLModel.metadata.tables[table].columns):
        told = column in TOLD_INSTANTS or not column.endswith(("_id", "_at"))
        if column not in UNTOLD | PLAIN and told:
            names.append(column_words(column))
    assert [name.en for name in names if name.zh.isascii()] == []
