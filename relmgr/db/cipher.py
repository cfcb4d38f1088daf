"""Opening SQLCipher files: the one place where a connection is made and given its key."""

import sys
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

PLAIN_HEADER = b"SQLite format 3\x00"


def open_file(path: Path, key_pragma: str, *, timeout: float = 5.0) -> Any:
    """Return an autocommit connection to an encrypted file; `key_pragma` is the value of `PRAGMA key`.

    The log level comes first, because SQLCipher writes to stderr and would break the screen; the cipher
    version is read back, because another SQLite library would ignore the key and write plain text.
    """
    connection = dbapi2.connect(str(path), check_same_thread=False, timeout=timeout, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key={key_pragma}")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise RuntimeError("this SQLite library does not encrypt")
    return connection


def raw_key(key: bytes | bytearray) -> str:
    """Return the `PRAGMA key` value of a raw 32-byte key: no derivation, so opening costs nothing."""
    return f"\"x'{bytes(key).hex()}'\""


def passphrase_key(passphrase: str) -> str:
    """Return the `PRAGMA key` value of a passphrase, from which SQLCipher derives the key."""
    return "'" + passphrase.replace("'", "''") + "'"


def is_plain(path: Path) -> bool:
    """Tell whether a file begins like an unencrypted SQLite database."""
    with path.open("rb") as file:
        return file.read(16) == PLAIN_HEADER


def private(path: Path) -> None:
    """Let only its owner read a file or enter a folder, where the system knows such rights."""
    if sys.platform != "win32":
        path.chmod(0o700 if path.is_dir() else 0o600)
