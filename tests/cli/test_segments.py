"""Segments and the portfolio on the command line: what is saved is listed, filtered, exported and added up."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def saved(demo: Shell) -> Shell:
    """Return a lived-in demo book with one segment of its own in place of the demo's."""
    for _ in json.loads(demo("segment", "list", "--json").out):
        assert demo("segment", "delete", "1").code == 0
    ran = demo("segment", "save", "大户", "敞口>=1亿", "地区!=不明", lang="en")
    assert ran.code == 0, ran.err
    return demo


def test_a_segment_is_saved_listed_and_filters_the_book(saved: Shell) -> None:
    """List, show, book, export and the written form agree on its clients."""
    (line,) = json.loads(saved("segment", "list", "--json").out)
    shown = json.loads(saved("segment", "show", "大户", "--json").out)
    assert shown == line
    assert line["where"] == "exposure>=100000000CNY region!=unknown"
    by_name = json.loads(saved("book", "--segment", "大户", "--json").out)
    by_place = json.loads(saved("book", "--segment", "1", "--json").out)
    written = json.loads(saved("book", "--where", line["where"], "--json").out)
    assert by_name == by_place == written
    assert len(by_name) == line["clients"] > 0
    assert line["exposure"] == [
        {"minor": sum(row["exposure"]["minor"] for row in by_name), "currency": "CNY"}
    ]


def test_an_export_keeps_to_the_segment(saved: Shell, tmp_path: Path) -> None:
    """Clients and what hangs on them."""
    clients = json.loads(saved("book", "--segment", "大户", "--json").out)
    path = tmp_path / "clients.csv"
    assert saved("export", "clients", "--segment", "大户", "--to", str(path)).code == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(clients)
    assert saved("export", "signals", "--segment", "大户", "--to", str(tmp_path / "signals.csv")).code == 0


def test_a_strategy_is_given_from_a_template_and_shown(saved: Shell) -> None:
    """A template by its id or name, options replace its parts, none takes it away; both languages."""
    assert saved("segment", "strategy", "大户", "strategic", "--days", "20").code == 0
    (line,) = json.loads(saved("segment", "list", "--json").out)
    assert line["strategy"]["cadence_days"] == 20
    assert "Dedicated service team" in saved("segment", "show", "大户", lang="en").out
    assert "专属服务团队" in saved("segment", "show", "大户", lang="zh").out
    assert saved("segment", "strategy", "大户", "自定", "--service", "培训", "--measure", "月检").code == 0
    (line,) = json.loads(saved("segment", "list", "--json").out)
    assert line["strategy"] == {
        "name": "自定",
        "cadence_days": None,
        "services": ["培训"],
        "measures": ["月检"],
    }
    assert saved("segment", "strategy", "大户", "none").code == 0
    assert json.loads(saved("segment", "list", "--json").out)[0]["strategy"] is None


def test_a_client_says_how_it_is_served_and_why(saved: Shell) -> None:
    """Segment, conditions with its values, interval with its driver; text and JSON, both languages."""
    assert saved("segment", "strategy", "大户", "watch", "--days", "7").code == 0
    first = json.loads(saved("book", "--segment", "大户", "--limit", "1", "--json").out)[0]
    served = json.loads(saved("client", first["code"], "--json").out)["strategy"]
    assert (served["segment"], served["cadence_days"], served["driver"]) == ("大户", 7, "segment")
    assert len(served["because"]) == 2
    assert "关注（分段「大户」）" in saved("client", first["code"]).out
    english = saved("client", first["code"], lang="en").out
    assert 'Watch (segment "大户")' in english
    assert '7 days, by the strategy of segment "大户"' in english


def test_order_name_and_end(saved: Shell) -> None:
    """Rename, move, delete."""
    assert saved("segment", "save", "A层", "tier=A").code == 0
    assert saved("segment", "move", "A层", "1").code == 0
    assert saved("segment", "rename", "大户", "大客户").code == 0
    assert [s["name"] for s in json.loads(saved("segment", "list", "--json").out)] == ["A层", "大客户"]
    assert saved("segment", "delete", "1").code == 0
    assert [s["name"] for s in json.loads(saved("segment", "list", "--json").out)] == ["大客户"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("segment", "save", "x", "teir=A"), "nearest is tier"),
        (("segment", "save", "x"), "NAME COND"),
        (("segment", "show", "nobody"), 'no segment "nobody"'),
        (("segment", "move", "大户", "up"), "PLACE"),
        (("book", "--where", "tier=E"), "known are: A, B, C, D"),
        (("portfolio", "--migration", "2026-11-01", "2026-10-01"), "before the last"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(saved: Shell, command: tuple[str, ...], says: str) -> None:
    """Exit 2, one sentence."""
    ran = saved(*command, lang="en")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize("part", [(), ("--segment", "大户"), ("--where", "years<5")])
def test_the_portfolio_adds_up_and_opens_its_clients(saved: Shell, part: tuple[str, ...]) -> None:
    """Cells add up to the total, and the where of every cell lists as many clients."""
    table = json.loads(saved("portfolio", "--by", "tier", "--across", "years", *part, "--json").out)
    total = table["total"]
    for edges in (table["rows"], table["columns"], table["cells"]):
        assert sum(edge["clients"] for edge in edges) == total["clients"]
        for amount in total["exposure"]:
            owed = [a["minor"] for e in edges for a in e["exposure"] if a["currency"] == amount["currency"]]
            assert sum(owed) == amount["minor"]
    for cell in table["cells"][:4]:
        assert len(json.loads(saved("book", "--where", cell["where"], "--json").out)) == cell["clients"]


def test_moves_between_tiers(saved: Shell) -> None:
    """Every client of the part is in the matrix once."""
    moves = json.loads(saved("portfolio", "--migration", "2026-03-01", "2026-11-23", "--json").out)
    book = json.loads(saved("book", "--json").out)
    assert sum(n for row in moves["counts"].values() for n in row.values()) == len(book)
    for language in ("zh", "en"):
        assert saved("portfolio", "--migration", "2026-03-01", "2026-11-23", lang=language).code == 0


def test_a_view_travels_as_a_file(saved: Shell, tmp_path: Path) -> None:
    """Exported as TOML, read back under its name with filter, order, columns and strategy; undone in one step."""
    words = ("层级:A 或 敞口>1亿", "--sort", "seen", "--reverse", "--columns", "name,tier,seen")
    assert saved("segment", "save", '东 "一"', *words).code == 0
    assert saved("segment", "strategy", '东 "一"', "自定", "--service", "培训", "--days", "30").code == 0
    before = json.loads(saved("segment", "show", '东 "一"', "--json").out)
    path = tmp_path / "view.toml"
    path.write_text(saved("segment", "export", '东 "一"').out, encoding="utf-8")
    assert saved("segment", "delete", '东 "一"').code == 0
    assert saved("segment", "import", str(path)).code == 0
    after = json.loads(saved("segment", "show", '东 "一"', "--json").out)
    same = ("where", "sort", "columns", "strategy", "clients")
    assert {key: before[key] for key in same} == {key: after[key] for key in same}
    assert (after["sort"], after["columns"]) == ("-seen", ["name", "tier", "seen"])
    assert saved("undo").code == 0
    assert saved("segment", "show", '东 "一"').code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('were = "tier:A"', "view.toml, line 1, where: this key is missing"),
        ('where = "tier:A"\nsrot = "seen"', "line 4, srot: there is no such key; the nearest is sort"),
        ('where = "teir:A"', 'line 3, where: character 1, "teir": there is no such field; the nearest is tier'),
        ('where = "tier:A"\nsort = "sen"', "line 4, sort: 'sen' is not known; the nearest is seen"),
        ('where = "tier:A"\nversion = 2', "line 4"),
        ("nonsense", "line 3"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_over_says_where(
    saved: Shell, tmp_path: Path, text: str, says: str
) -> None:
    """File, line, key, and what is spelled most like it."""
    path = tmp_path / "view.toml"
    path.write_text(f'version = 1\nname = "x"\n{text}\n', encoding="utf-8")
    ran = saved("segment", "import", str(path), lang="en")
    assert ran.code == 2
    assert says in ran.err


def test_a_strategy_rests_on_classification_alone(saved: Shell) -> None:
    """What changes from day to day cannot carry one, and does not come under one."""
    assert saved("segment", "save", "久未见", "last>60").code == 0
    ran = saved("segment", "strategy", "久未见", "watch", lang="en")
    assert (ran.code, "changes from day to day" in ran.err) == (2, True)
    assert saved("segment", "strategy", "大户", "watch").code == 0
    assert saved("segment", "save", "大户", "last>60").code == 2


def test_segments_are_pinned(saved: Shell) -> None:
    """A second time lets it go."""
    assert json.loads(saved("segment", "pin", "大户", "--json").out)["pinned"] == 1
    assert json.loads(saved("segment", "list", "--json").out)[0]["pinned"] == 1
    assert json.loads(saved("segment", "pin", "大户", "--json").out)["pinned"] is None
