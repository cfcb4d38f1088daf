"""Which encoding a text file is in: UTF-8, UTF-16 with a mark, or GB18030; anything else is refused.

Bytes that are not UTF-8 nearly always decode as GB18030 into something, so that reading is only taken when
it looks like Chinese: in Western text read as GB18030 the second byte of a pair is mostly an ASCII letter,
in Chinese text it rarely is (all of GB 2312 has second bytes from A1 to FE).
"""

import codecs
import re
from typing import Final

from relmgr.errors import Refused
from relmgr.words import Words

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAIR: Final = re.compile(
    rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe][\x30-\x39]|[\x40-\x7e\x80-\xfe])", re.DOTALL
)
_WESTERN_SHARE: Final = 3
"""Refuse when at least one pair in this many ends in an ASCII letter."""


def _broken(name: str, line: int) -> Refused:
    return Refused(
        Words(
            f"{name} 第 {line} 行的文字既不是 UTF-8 也不是 GB18030；请另存为 UTF-8 再导入。",
            f"{name}, line {line}: the text is neither UTF-8 nor GB18030; save it as UTF-8 and import again.",
        )
    )


def _looks_western(data: bytes) -> bool:
    pairs = _PAIR.findall(data)
    letters = sum(len(pair) == 2 and bytes(pair[1:]).isalpha() for pair in pairs)
    return letters * _WESTERN_SHARE >= len(pairs)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it is in; raises `Refused` naming file and line."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise Refused(
            Words(
                f"{name} 第 {line} 行有空字节：这不是文本文件，或者文件已损坏。",
                f"{name}, line {line}: there is a NUL byte; this is not a text file, or it is damaged.",
            )
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _looks_western(data):
            raise _broken(name, data.count(b"\n", 0, error.start) + 1) from None
    return _strict(data, "gb18030", name), "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, data.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Refused(
            Words(
                f"{name} 第 {line} 行有空字符，文件可能已损坏。",
                f"{name}, line {line}: there is a NUL character.",
            )
        )
    return text
