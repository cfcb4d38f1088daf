"""The vault: a small encrypted file, opened by the passphrase, that holds the keys of the book.

The database itself is opened with a raw key, so that each connection costs well under a millisecond and
changing the passphrase never touches the data. A copy and a checksum stand beside the vault, so that a
wrong passphrase and a damaged file can be told apart.
"""

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from relmgr.db.cipher import open_file, passphrase_key, private, raw_key
from relmgr.db.problems import SqliteError
from relmgr.errors import VaultDamaged, WrongPassphrase
from relmgr.words import Words

OPEN_VAULT_KEY = hashlib.sha256(b"relmgr: this vault is not protected by a passphrase").digest()
"""Published key of vaults without a passphrase; such a book is shown as "not protected"."""

WRONG = Words("口令不对。", "Wrong passphrase.")
BROKEN = Words(
    "密钥文件 {path} 及其副本都已损坏；请从备份恢复它们。",
    "The key file {path} and its copy are damaged; restore them from a backup.",
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one book: `data` opens the database, `audit` signs the audit chain; 32 bytes each."""

    data: bytes
    audit: bytes


@dataclass(frozen=True, slots=True)
class Vault:
    """The key file of one book and the files that stand beside it."""

    path: Path

    @property
    def copy(self) -> Path:
        """Return the path of the second copy."""
        return self.path.with_suffix(".keys-copy")

    @property
    def checksum(self) -> Path:
        """Return the path of the stored SHA-256."""
        return self.path.with_suffix(".keys-sha256")

    def exists(self) -> bool:
        """Tell whether there is a vault or at least its copy."""
        return self.path.exists() or self.copy.exists()

    def create(self, passphrase: str | None) -> Keys:
        """Make fresh keys and lock them with `passphrase` (None: not protected)."""
        keys = Keys(secrets.token_bytes(32), secrets.token_bytes(32))
        self.store(keys, passphrase)
        return keys

    def store(self, keys: Keys, passphrase: str | None) -> None:
        """Write a vault with these keys under a passphrase, replacing the former one at once."""
        fresh = self.path.with_suffix(".keys-new")
        fresh.unlink(missing_ok=True)
        connection = open_file(fresh, _lock(passphrase))
        private(fresh)
        connection.execute("CREATE TABLE k (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT")
        connection.execute("INSERT INTO k VALUES ('db', ?), ('audit', ?)", (keys.data, keys.audit))
        connection.close()
        _sync(fresh)
        digest = hashlib.sha256(fresh.read_bytes()).hexdigest()
        fresh.replace(self.path)
        shutil.copyfile(self.path, self.copy)
        private(self.copy)
        self.checksum.write_text(digest, encoding="ascii")
        private(self.checksum)

    def open(self, passphrase: str | None) -> Keys:
        """Return the keys; raises WrongPassphrase, or VaultDamaged when the file and its copy are."""
        try:
            return _read(self.path, passphrase)
        except (SqliteError, OSError) as error:
            if self.is_sound(self.path):
                raise WrongPassphrase(WRONG) from error
        try:
            return _read(self.copy, passphrase)
        except (SqliteError, OSError) as error:
            if self.is_sound(self.copy):
                raise WrongPassphrase(WRONG) from error
            raise VaultDamaged(BROKEN.fill(path=self.path)) from error

    def needs_passphrase(self) -> bool:
        """Tell whether somebody must type one; opening a vault without one costs half a millisecond."""
        try:
            self.open(None)
        except WrongPassphrase:
            return True
        return False

    def is_sound(self, path: Path) -> bool:
        """Tell whether a copy of the vault is as it was written."""
        if not path.exists() or not self.checksum.exists():
            return False
        stored = self.checksum.read_text(encoding="ascii").strip()
        return hashlib.sha256(path.read_bytes()).hexdigest() == stored


def _lock(passphrase: str | None) -> str:
    return raw_key(OPEN_VAULT_KEY) if passphrase is None else passphrase_key(passphrase)


def _read(path: Path, passphrase: str | None) -> Keys:
    if not path.exists():
        raise FileNotFoundError(path)
    connection = open_file(path, _lock(passphrase))
    try:
        found = dict(connection.execute("SELECT name, key FROM k").fetchall())
    finally:
        connection.close()
    return Keys(found["db"], found["audit"])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
