"""Backup, restore and doctor on the command line."""

import json
from pathlib import Path
from typing import Any

from relmgr.db.backup import VAULT_SUFFIX
from tests.cli.conftest import Shell
from tests.cli.test_reading import read


def test_a_backup_is_restored_with_its_passphrase(bare: Shell, write: Any, tmp_path: Path) -> None:
    key = write("p", "secret")
    bare("--passphrase-file", key, "init", "--manager", "王磊")
    bare("--passphrase-file", key, "import", write("c.csv", "客户编号,客户名称\nT1,测试一实业\n"))
    target = tmp_path / "copy.db"
    assert bare("--passphrase-file", key, "backup", "--to", str(target)).code == 0
    assert target.with_suffix(VAULT_SUFFIX).exists()
    other = Shell(tmp_path / "other", bare.capture)
    assert other("restore", str(target)).code == 2
    assert other("--passphrase-file", key, "restore", str(target)).code == 0
    assert len(json.loads(other("--passphrase-file", key, "book", "--json").out)) == 1


def test_restore_takes_the_book_back_and_keeps_the_former_files(demo: Shell) -> None:
    made = json.loads(demo("backup", "--json").out)
    demo("log", "D000015", "备份之后")
    assert demo("restore", made["path"]).code == 0
    assert "备份之后" not in demo("client", "D000015").out
    (former,) = demo.home.glob("backups/replaced-*")
    assert (former / "relmgr.db").exists()


def test_a_backup_never_overwrites(demo: Shell, tmp_path: Path) -> None:
    assert demo("backup", "--to", str(tmp_path / "b.db")).code == 0
    assert demo("backup", "--to", str(tmp_path / "b.db")).code == 2
    assert demo("restore", str(demo.home / "relmgr.db")).code == 2


def test_doctor_is_content_with_a_sound_book(demo: Shell) -> None:
    findings = {finding["check"]: finding["state"] for finding in read(demo, "doctor")}
    assert set(findings) >= {
        "vault",
        "open",
        "cipher",
        "pages",
        "integrity",
        "references",
        "audit",
        "derived",
    }
    assert "bad" not in findings.values()
    demo("backup")
    assert {f["check"]: f["state"] for f in read(demo, "doctor")}["backup"] == "ok"


def test_doctor_finds_a_damaged_page(demo: Shell) -> None:
    path = demo.home / "relmgr.db"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    path.write_bytes(content)
    ran = demo("doctor", lang="en")
    assert ran.code == 1
    assert "restore" in ran.out


def test_doctor_finds_a_damaged_vault_copy(demo: Shell) -> None:
    (demo.home / "relmgr.keys-copy").write_bytes(b"gone")
    ran = demo("doctor", "--json")
    assert ran.code == 0
    assert {f["check"]: f["state"] for f in json.loads(ran.out)}["vault"] == "look"


def test_doctor_says_when_the_book_does_not_open(empty: Shell) -> None:
    (empty.home / "relmgr.db").unlink()
    ran = empty("doctor", lang="en")
    assert ran.code == 1
    assert "missing" in ran.out
