"""Acting commands do what they say, say how they understood it, and can be taken back."""

import json
from typing import Any

from tests.cli.conftest import Shell
from tests.cli.test_reading import read


def test_log_says_what_was_read_and_restarts_the_contact_clock(demo: Shell) -> None:
    ran = demo(
        "log", "yhj", "谈妥续授信", "--next", "+7", "--on", "-1", "--type", "call", "--met", "王建国", "--met", "李敏",
        "--need", "降低利率", "--department", "公司部",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    for part in ("电话", "2026-11-22 周日", "王建国、李敏", "2026-11-30 周一", "降低利率 > 公司部"):
        assert part in ran.out
    client = read(demo, "client", "D000015")
    visit = next(v for v in client["visits"] if v["summary"] == "谈妥续授信")
    assert visit["id"] in ran.out
    assert visit["occurred_on"] == "2026-11-22"
    assert client["profile"]["last_contact_on"] == "2026-11-22"


def test_log_answers_in_json(demo: Shell) -> None:
    ran = demo("log", "D000015", "x", "--json")
    said = json.loads(ran.out)
    assert said["draft"]["summary"] == "x"
    assert said["draft"]["on"] == "2026-11-23"
    assert said["draft"]["next_on"] is None
    assert len(said["visit"]) == 32


def test_an_own_interval_is_explained_and_cleared(demo: Shell) -> None:
    assert demo("cadence", "D000015", "9").code == 2
    ran = demo("cadence", "D000015", "9", "--until", "+60", "--reason", "new board, more often", lang="en")
    assert (ran.code, ran.err) == (0, "")
    for part in ("the manager's own interval", "9 days", "new board, more often"):
        assert part in ran.out
    said = read(demo, "cadence", "D000015")
    assert said["interval"] == {"days": 9, "driver": "own"}
    assert {"days": 9, "driver": "own"} in said["drivers"]
    assert read(demo, "cadence", "D000015", "--clear")["interval"]["driver"] != "own"


def test_plan_puts_a_visit_on_the_agenda(demo: Shell) -> None:
    ran = demo("plan", "D000015", "2026-12-01 15:30", "--topic", "年审", "--type", "hosted", lang="en")
    assert (ran.code, ran.err) == (0, "")
    assert "15:30" in ran.out
    row = next(
        v for v in read(demo, "agenda", "--from", "2026-12-01", "--to", "2026-12-01") if v["topic"] == "年审"
    )
    assert row["planned_at"] == "2026-12-01T15:30:00+08:00"
    assert row["kind"] == "hosted"


def state_of(shell: Shell, key: str) -> Any:
    """Return the state of one warning."""
    return next(w for w in read(shell, "warnings") if w["id"] == key)


def test_a_warning_is_acknowledged_planned_resolved(demo: Shell) -> None:
    key = next(w["id"] for w in read(demo, "warnings") if w["state"] == "open")
    assert demo("warning", key[-8:], "ack").code == 0
    assert state_of(demo, key)["state"] == "acked"
    planned = demo("warning", key[:10], "plan", "催收", "+7", "先电话")
    assert "2026-11-30" in planned.out
    assert state_of(demo, key)["plan_due_on"] == "2026-11-30"
    assert demo("warning", key, "resolve", "--outcome", "mitigated", "已还清").code == 0
    after = state_of(demo, key)
    assert (after["state"], after["outcome"]) == ("resolved", "mitigated")


def test_a_false_alarm_needs_its_reason(demo: Shell) -> None:
    key = next(w["id"] for w in read(demo, "warnings") if w["state"] == "open")
    refused = demo("warning", key, "dismiss")
    assert (refused.code, refused.out) == (2, "")
    assert "理由" in refused.err
    assert demo("warning", key, "dismiss", "口径不同").code == 0
    assert state_of(demo, key)["state"] == "dismissed"


def test_tier_changes_are_accepted_rejected_and_postponed(demo: Shell) -> None:
    first, second, third = (change["client"] for change in read(demo, "tiers", "--pending"))
    assert demo("tier", first, "accept").code == 0
    assert demo("tier", second, "reject", "一次性收益").code == 0
    later = demo("tier", third, "postpone", "+14")
    assert "2026-12-07" in later.out
    assert read(demo, "tiers", "--pending") == []
    states = {change["client"]: change["state"] for change in read(demo, "tiers")[::-1]}
    assert (states[first], states[second], states[third]) == ("accepted", "rejected", "postponed")
    again = demo("tier", first, "accept")
    assert again.code == 2


def test_undo_and_redo(demo: Shell) -> None:
    demo("log", "D000015", "要撤销的")
    assert "D000015" not in demo("undo").out
    assert "要撤销的" not in demo("client", "D000015").out
    assert demo("redo").code == 0
    assert "要撤销的" in demo("client", "D000015").out


def test_undo_with_nothing_to_undo_is_a_sentence(empty: Shell) -> None:
    assert empty("undo").code == 2


def test_import_reports_every_row_and_is_undone_as_a_batch(empty: Shell, write: Any) -> None:
    path = write("清单.csv", "客户编号,客户名称,自定义\nT1,测试一实业,甲\nT2,,乙\n")
    dry = empty("import", path, "--dry-run")
    assert dry.code == 1
    assert read(empty, "book") == []
    ran = empty("import", path, "--json")
    assert ran.code == 1
    (found,) = json.loads(ran.out)
    assert found["counts"] == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert found["rows"][1]["line"] == 3
    assert found["rows"][1]["reason"]["en"]
    again = json.loads(empty("import", path, "--json").out)
    assert again[0]["counts"]["unchanged"] == 1
    batch = read(empty, "imports")[-1]
    assert batch["id"] == found["batch"]
    assert empty("undo-import", batch["id"][-8:]).code == 0
    assert read(empty, "book") == []


def test_export_writes_and_does_not_overwrite(demo: Shell, tmp_path: Any) -> None:
    for kind in ("clients", "contacts", "facilities", "visits", "signals", "tiers"):
        path = tmp_path / f"{kind}.csv"
        assert demo("export", kind, "--to", str(path)).code == 0
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert demo("export", "clients", "--to", str(tmp_path / "clients.csv")).code == 2
    assert demo("export", "clients", "--to", str(tmp_path / "clients.csv"), "--force").code == 0


def test_the_week_is_written_in_every_format(demo: Shell, tmp_path: Any) -> None:
    for ending in ("md", "html", "xlsx", "csv"):
        path = tmp_path / f"w.{ending}"
        assert demo("week", "--to", str(path)).code == 0
        assert path.stat().st_size > 100
    assert demo("week", "--to", str(tmp_path / "w.doc")).code == 2


def test_a_second_evaluation_of_a_day_changes_nothing(demo: Shell) -> None:
    demo("evaluate")
    again = json.loads(demo("evaluate", "--json").out)
    assert (again["written"], again["clients"], again["finished"]) == (0, 0, True)
    everybody = json.loads(demo("evaluate", "--full", "--json").out)
    assert (everybody["written"], everybody["clients"]) == (0, 40)
    assert everybody["because"] == {"asked": 40}


def test_each_reminder_is_told_once(demo: Shell) -> None:
    first = json.loads(demo("remind", "--once", "--json").out)
    assert first
    assert json.loads(demo("remind", "--once", "--json").out) == []
    assert demo("remind", "--once").code == 0


def test_the_demo_without_a_terminal_prints_today_and_leaves_nothing(bare: Shell) -> None:
    ran = bare("demo", "--size", "3", lang="en")
    assert (ran.code, ran.err) == (0, "")
    assert "DEMO" in ran.out
    assert not bare.home.exists()


def test_a_kept_demo_is_a_home_without_a_passphrase(bare: Shell, tmp_path: Any) -> None:
    folder = tmp_path / "kept"
    ran = bare("demo", "--size", "3", "--keep", str(folder))
    assert ran.code == 0
    assert str(folder) in ran.err
    bare.home = folder
    assert len(read(bare, "book")) == 3
    assert bare("demo", "--keep", str(folder)).code == 2
