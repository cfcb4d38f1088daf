"""What cannot be done is one sentence in the person's language and exit 2; a traceback is a defect."""

import os
from pathlib import Path
from typing import Any

import pytest

from relmgr.cli import book
from tests.cli.conftest import Shell

REFUSED = (
    ("bok",),
    ("log",),
    ("log", "D000015"),
    ("log", "没有这家", "x"),
    ("log", "D000015", "   "),
    ("log", "D000015", "x", "--next", "不知道"),
    ("log", "D000015", "x", "--next", "-7"),
    ("log", "D000015", "x", "--department", "公司部"),
    ("log", "D000015", "x", "--type", "telepathy"),
    ("plan", "D000015", "someday"),
    ("book", "--sort", "colour"),
    ("book", "--limit", "many"),
    ("client", "有限公司"),
    ("client", "没有这家"),
    ("warning", "zzzz", "ack"),
    ("warning", "", "ack"),
    ("warning", "zzzz", "explode"),
    ("warning", "zzzz", "plan", "催收"),
    ("warning", "zzzz", "ack", "too", "many"),
    ("why", "zzzz"),
    ("tier", "D000015", "accept"),
    ("tier", "D000015", "reject"),
    ("week", "2026-W99"),
    ("week", "soon"),
    ("week", "--to", "/no/such/folder/w.md"),
    ("import", "/no/such/file.csv"),
    ("import", "--mapping", "nothing", __file__),
    ("undo-import", "zzzz"),
    ("export", "clients", "--to", "x.doc"),
    ("export", "secrets", "--to", "x.csv"),
    ("rules", "show", "EW99"),
    ("rules", "show"),
    ("rules", "list", "EW01"),
    ("rules", "check", "/no/such/file.toml"),
    ("train-scorecard", "/no/such/file.csv", "--target", "bad"),
    ("train-scorecard", __file__),
    ("backup", "--to", "/no/such/folder/b.db"),
    ("restore", "/no/such/file.db"),
    ("init", "--manager", "另一人", "--no-passphrase"),
    ("demo", "--size", "0"),
    ("--as-of", "someday", "today"),
    ("--passphrase-file", "/no/such/file", "passphrase", "--new-passphrase-file", "/no/such/file"),
    (),
)


@pytest.mark.parametrize("command", REFUSED, ids=lambda c: " ".join(c) or "nothing")
def test_a_refusal_is_a_sentence_in_both_languages(demo: Shell, command: tuple[str, ...]) -> None:
    said = []
    for lang in ("zh", "en"):
        ran = demo(*command, lang=lang)
        assert (ran.code, ran.out) == (2, ""), ran
        assert ran.err.strip()
        assert "Traceback" not in ran.err
        assert "{" not in ran.err.replace("{zh,en}", "")
        said.append(ran.err)
    assert said[0] != said[1]


def test_an_ambiguous_client_lists_the_candidates(demo: Shell) -> None:
    ran = demo("log", "有限公司", "x")
    assert ran.code == 2
    assert len(ran.err.splitlines()) > 3
    assert all("有限公司" in line for line in ran.err.splitlines()[1:])


def test_the_nearest_command_is_named(bare: Shell) -> None:
    assert "warnings" in bare("warnigs", lang="en").err


def test_without_a_book_every_command_says_what_to_do(bare: Shell) -> None:
    for command in (("today",), ("doctor",), ("undo",), ("backup",), ("passphrase", "--no-passphrase")):
        ran = bare(*command, lang="en")
        assert ran.code in (1, 2)
        assert "no book" in ran.err + ran.out
    assert bare("where").code == 0
    assert not bare.home.exists()


def test_a_broken_settings_file_is_a_sentence(empty: Shell) -> None:
    (empty.home / "config.toml").write_text("langage = 'zh'", encoding="utf-8")
    ran = empty("today", lang="en")
    assert ran.code == 2
    assert "language" in ran.err


def test_the_settings_choose_the_language(
    empty: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from relmgr.cli import main

    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["--home", str(empty.home), "where"], empty.machine) == 0
    assert "文件夹" in capsys.readouterr().out
    (empty.home / "config.toml").write_text("language = 'en'", encoding="utf-8")
    assert main(["--home", str(empty.home), "where"], empty.machine) == 0
    assert "folder" in capsys.readouterr().out


def test_text_that_is_not_utf8_is_refused(empty: Shell) -> None:
    ran = empty("find", os.fsdecode(b"\xff\xfe"))
    assert ran.code == 2
    assert "UTF-8" in ran.err


def test_a_defect_leaves_a_log_without_customer_data(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("招商港口控股")

    monkeypatch.setattr(book, "client_order", broken)
    ran = empty("book", lang="en")
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert "KeyError" in ran.err
    (log,) = (empty.home / "errors").glob("*.log")
    assert str(log) in ran.err
    text = log.read_text(encoding="utf-8")
    assert "list_book" in text
    assert "招商港口控股" not in text.replace('raise KeyError("招商港口控股")', "")


def test_a_defect_without_a_home_is_logged_elsewhere(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from relmgr.cli.context import Context

    def broken(_self: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Context, "_clock", broken)
    ran = bare("today", lang="en")
    assert ran.code == 2
    path = Path(ran.err.partition("written to ")[2].partition(",")[0])
    assert path.is_file()
    assert not bare.home.exists()


def test_an_unknown_language_is_refused(bare: Shell) -> None:
    for command in (("--lang", "fr"), ("today", "--lang", "fr")):
        ran = bare(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "fr" in ran.err


def test_what_the_parser_says_no_to_is_said_in_chinese(bare: Shell) -> None:
    for command, said in (
        (("log",), "缺少 CLIENT, TEXT"),
        (("book", "--limit", "x"), "--limit 应为整数，不是 x"),
        (("book", "--sort", "x"), "--sort 不能是 x"),
        (("book", "--sort"), "--sort 后面缺少值"),
        (("today", "tomorrow"), "多了 tomorrow"),
    ):
        assert said in bare(*command).err


def test_an_interrupt_is_130(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(book, "client_order", interrupted)
    ran = empty("book", lang="en")
    assert ran.code == 130
    assert ran.err == "Interrupted; nothing is half-done.\n"


def test_a_bad_rule_file_is_named_with_line_and_key(bare: Shell, write: Any) -> None:
    ran = bare("rules", "check", write("warnings.toml", 'version = "1"\nwarnigs = 3\n'), lang="en")
    assert ran.code == 1
    assert "warnings.toml" in ran.out
