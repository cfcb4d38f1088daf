"""`relmgr why`: every verdict of a client leads down to the rows, now and as of an earlier day."""

import json
from typing import Any

from tests.cli.conftest import Shell


def read(shell: Shell, *command: str) -> Any:
    ran = shell("--json", *command)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def texts(lines: list[dict[str, Any]]) -> list[str]:
    return [text for line in lines for text in (line["text"]["en"], *texts(line["children"]))]


def test_a_client_is_told_tier_class_and_stage(demo: Shell) -> None:
    code = read(demo, "book", "--limit", "1")[0]["code"]
    told = read(demo, "why", code)["explanations"]
    assert [one["title"]["en"] for one in told] == ["Tier", "Asset class", "IFRS 9 stage"]
    for lang in ("zh", "en"):
        out = demo("why", code, "score", lang=lang).out
        assert "{" not in out
    assert "points x weight" in out
    assert "band 0." in out
    assert "= the score" in out


def test_every_score_is_the_stored_one_and_its_lines_sum_to_it(demo: Shell) -> None:
    for client in read(demo, "book", "--limit", "5"):
        stored = read(demo, "client", client["code"])["scores"][-1]["score_e6"]
        [told] = read(demo, "why", client["code"], "score")["explanations"]
        if stored is not None:
            assert told["conclusion"]["en"].startswith(f"{stored / 1_000_000:.2f} points")


def test_a_warning_is_told_with_its_rungs_and_rows(demo: Shell) -> None:
    for warning in read(demo, "warnings", "--open")[:6]:
        found = read(demo, "why", warning["id"])
        assert found["explanation"]["conclusion"]["en"].startswith("fires")
        assert any("fires, the gravest that does" in text for text in texts(found["explanation"]["lines"]))
        assert found["explanation"]["rules"] == found["rulebook"]
        out = demo("why", warning["id"], lang="en").out
        assert "source: " in out


def test_an_earlier_day_is_told_as_it_was(demo: Shell) -> None:
    code = read(demo, "book", "--limit", "1")[0]["code"]
    [told] = read(demo, "--as-of", "2026-08-31", "why", code, "score")["explanations"]
    assert told["day"] == "2026-08-31"


def test_what_is_asked_wrongly_is_refused(demo: Shell) -> None:
    code = read(demo, "book", "--limit", "1")[0]["code"]
    for command in ((code, "signal"), (code, "tier", "EW01"), ("nobody at all",), (code, "signal", "EW99")):
        ran = demo("why", *command, lang="en")
        assert (ran.code, ran.out) == (2, ""), command


def month(number: int) -> str:
    return f"{2025 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}"


def test_files_of_many_days_are_replayed_and_traced(empty: Shell, write: Any) -> None:
    """Clients and monthly figures come in file by file; the fall is told on its day, from the file it came in."""
    clients = write("clients.csv", "客户号,客户名称\nK1,青禾风电有限公司\n")
    assert empty("--as-of", "2025-01-05", "import", clients, "--kind", "clients").code == 0
    for number in range(1, 19):
        value = 1_000_000 if number < 16 else 300_000
        path = write(f"deposits-{month(number)}.csv", f"客户号,期间,日均存款\nK1,{month(number)},{value}\n")
        ran = empty("--as-of", f"{month(number + 1)}-05", "import", path, "--kind", "metrics", lang="en")
        assert ran.code == 0, ran
    found = read(empty, "rules", "backtest", "EW20", "--from", "2025-06-01", "--to", "2026-08-31")
    assert [hit["alert"]["on"] for hit in found["hits"]] == ["2026-06-30"]
    assert found["limits"]["known_from"] == "2025-01-05"
    assert found["limits"]["without_trail"] == 0
    then, later = (
        texts(read(empty, "--as-of", on, "why", "K1", "signal", "EW20")["explanations"][0]["lines"])
        for on in ("2026-05-31", "2026-06-30")
    )
    assert any(
        "2026-04, 300,000.00 CNY; known from 2026-05-05; imported from deposits-2026-04.csv" in t
        for t in then
    )
    assert not any("2026-05, 300,000.00" in text for text in then)
    assert any("2026-05, 300,000.00 CNY" in text for text in later)
    assert not any("fires" in text for text in then)
    assert any("fires, the gravest that does" in text for text in later)
