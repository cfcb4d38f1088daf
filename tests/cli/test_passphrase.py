"""Passphrases: from a file, a descriptor or a person; wrong ones are told, slowly the more often."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell


def test_init_reads_the_passphrase_from_a_file_and_opening_needs_it(bare: Shell, write: Any) -> None:
    good, bad = write("good", "芝麻开门\n"), write("bad", "芝麻\n")
    assert bare("--passphrase-file", good, "init", "--manager", "王磊").code == 0
    assert bare("today").code == 2
    assert bare("--passphrase-file", good, "today").code == 0
    wrong = bare("--passphrase-file", bad, "today", lang="en")
    assert (wrong.code, wrong.err) == (2, "Wrong passphrase.\n")


def test_only_one_line_end_is_stripped(bare: Shell, write: Any) -> None:
    assert bare("--passphrase-file", write("a", " x y \r\n"), "init", "--manager", "王磊").code == 0
    assert bare("--passphrase-file", write("b", " x y "), "today").code == 0
    assert bare("--passphrase-file", write("c", "x y"), "today").code == 2


def test_the_variable_names_the_file_too(bare: Shell, write: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("RELMGR_PASSPHRASE_FILE", write("p", "secret"))
    assert bare("init", "--manager", "王磊").code == 0
    assert bare("today").code == 0


def test_a_descriptor_works(bare: Shell, write: Any) -> None:
    assert bare("--passphrase-file", write("p", "secret"), "init", "--manager", "王磊").code == 0
    reading, writing = os.pipe()
    os.write(writing, b"secret\n")
    os.close(writing)
    assert bare("--passphrase-file", f"/dev/fd/{reading}", "today").code == 0
    os.close(reading)


def test_a_person_may_mistype_three_times_with_growing_delays(bare: Shell, write: Any) -> None:
    assert bare("--passphrase-file", write("p", "secret"), "init", "--manager", "王磊").code == 0
    waits: list[float] = []
    shell = bare.typing("a", "b", "secret")
    shell.machine = replace(shell.machine, sleep=waits.append)
    ran = shell("today", lang="en")
    assert ran.code == 0
    assert ran.err.count("Wrong passphrase.") == 2
    assert waits == [1.0, 2.0]
    ran = bare.typing("a", "b", "c")("today", lang="en")
    assert ran.code == 2
    assert ran.err.count("Wrong passphrase.") == 3


def test_init_asks_twice_and_refuses_two_different_ones(bare: Shell) -> None:
    assert bare.typing("one", "two")("init", "--manager", "王磊").code == 2
    assert not bare.home.exists()
    assert bare.typing("same", "same")("init", "--manager", "王磊").code == 0
    assert bare.typing("same")("today").code == 0


def test_init_without_a_terminal_says_how(bare: Shell) -> None:
    ran = bare("init", "--manager", "王磊", lang="en")
    assert ran.code == 2
    assert "--no-passphrase" in ran.err


def test_an_empty_passphrase_is_refused(bare: Shell, write: Any) -> None:
    assert bare("--passphrase-file", write("p", "\n"), "init", "--manager", "王磊").code == 2
    assert not bare.home.exists()


def test_the_passphrase_is_changed_and_removed(bare: Shell, write: Any) -> None:
    old, new = write("old", "old"), write("new", "new")
    bare("--passphrase-file", old, "init", "--manager", "王磊")
    before = (bare.home / "relmgr.db").read_bytes()
    assert bare("--passphrase-file", old, "passphrase", "--new-passphrase-file", new).code == 0
    assert (bare.home / "relmgr.db").read_bytes() == before
    assert bare("--passphrase-file", old, "today").code == 2
    assert bare("--passphrase-file", new, "passphrase", "--no-passphrase").code == 0
    assert bare("today").code == 0
    assert bare.typing("x", "x")("passphrase").code == 0
    assert bare("today").code == 2


def test_a_passphrase_file_that_is_no_text_is_refused(bare: Shell, tmp_path: Path) -> None:
    path = tmp_path / "p"
    path.write_bytes(b"\xff\xfe\x00")
    ran = bare("--passphrase-file", str(path), "init", "--manager", "王磊", lang="en")
    assert ran.code == 2
    assert "UTF-8" in ran.err
