"""The key file: wrong passphrase and damage are told apart, and nothing is ever plain text."""

from pathlib import Path

import pytest

from relmgr.db.book import Home
from relmgr.db.cipher import is_plain
from relmgr.db.vault import Vault
from relmgr.errors import DataLost, VaultDamaged, WrongPassphrase


def _broken(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Return a place for a vault."""
    return Vault(tmp_path / "relmgr.keys")


@pytest.mark.parametrize("passphrase", ["correct horse", "it's", "口令 密钥", '"; PRAGMA key=', None])
def test_opens_with_its_passphrase(vault: Vault, passphrase: str | None) -> None:
    """Whatever was typed at creation opens it again, quotes and Chinese included."""
    keys = vault.create(passphrase)
    assert vault.open(passphrase) == keys
    assert vault.needs_passphrase() is (passphrase is not None)
    assert not is_plain(vault.path)


def test_wrong_passphrase(vault: Vault) -> None:
    """A sound file that does not open says that the passphrase is wrong."""
    vault.create("right")
    with pytest.raises(WrongPassphrase):
        vault.open("wrong")


def test_a_damaged_vault_opens_from_its_copy(vault: Vault) -> None:
    """Damage in the first file costs nothing while the copy is sound."""
    keys = vault.create("right")
    _broken(vault.path)
    assert vault.open("right") == keys
    with pytest.raises(WrongPassphrase):
        vault.open("wrong")


def test_both_damaged(vault: Vault) -> None:
    """Damage in both is called damage, not a wrong passphrase."""
    vault.create("right")
    _broken(vault.path)
    _broken(vault.copy)
    with pytest.raises(VaultDamaged):
        vault.open("right")


def test_changing_the_passphrase_keeps_the_keys(vault: Vault) -> None:
    """A new passphrase is a new vault with the same keys."""
    keys = vault.create("old")
    vault.store(keys, "new")
    assert vault.open("new") == keys
    with pytest.raises(WrongPassphrase):
        vault.open("old")


def test_files_are_private(vault: Vault) -> None:
    """Only the owner may read the key files."""
    vault.create("right")
    for path in (vault.path, vault.copy, vault.checksum):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [None, b""])
def test_a_vault_without_its_database_is_data_lost(tmp_path: Path, content: bytes | None) -> None:
    """A missing or empty database beside a vault is never replaced by an empty one."""
    home = Home(tmp_path)
    home.vault.create(None)
    if content is not None:
        home.database.write_bytes(content)
    with pytest.raises(DataLost):
        home.check()
