"""Files are written whole or not at all: beside the target first, then moved over it in one step."""

import os
import tempfile
from pathlib import Path
from typing import Final

from relmgr.errors import Refused
from relmgr.words import Words

EXISTS: Final = Words(
    "{path} 已存在，没有覆盖；要覆盖请加 --force。",
    "{path} exists and was not overwritten; add --force to replace it.",
)
NO_FOLDER: Final = Words("没有文件夹 {folder}。", "There is no folder {folder}.")
NOT_WRITTEN: Final = Words("{path} 没有写成：{why}", "{path} was not written: {why}")


def write_atomically(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file that only its owner can read; raises Refused when it exists, unless `force`."""
    if not path.parent.is_dir():
        raise Refused(NO_FOLDER.fill(folder=path.parent))
    if path.exists() and not force:
        raise Refused(EXISTS.fill(path=path))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        temporary = Path(name)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123  mkstemp gives an open descriptor
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(NOT_WRITTEN.fill(path=path, why=error.strerror or error)) from error
