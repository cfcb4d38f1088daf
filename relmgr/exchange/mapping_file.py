"""Reads mapping files and checks what can be checked without a list; the reference is docs/import.md."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from relmgr.domain.import_headers import plain
from relmgr.domain.import_kinds import FIELDS, Form, Kind
from relmgr.errors import Refused
from relmgr.words import Words

Types = Mapping[str, type | tuple[type, ...]]

_TOP: Final[Types] = {
    "name": str,
    "title": dict,
    "signature": list,
    "record": list,
    "currency": str,
    "rounded": bool,
    "dates": list,
    "pivot": int,
}
_RECORD: Final[Types] = {"kind": str, "key": list, "fields": dict, "extra": dict}
ENTRY: Final[Types] = {
    "column": str,
    "first": list,
    "value": str,
    "minus": str,
    "values": dict,
    "percent": bool,
    "unit": str,
    "currency": str,
    "dates": list,
    "digits": int,
    "rounded": bool,
}
PICKED: Final[Types] = {"column": str, "values": dict, "digits": int}


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping file that was read and checked as far as that goes without a list."""

    name: str
    title: Words
    signature: tuple[str, ...]
    data: Mapping[str, Any]
    file: str

    def fits(self, header: Sequence[str]) -> bool:
        """Tell whether a header has every heading of the signature."""
        present = {plain(heading) for heading in header}
        return bool(self.signature) and all(plain(heading) in present for heading in self.signature)


def refuse_mapping(file: str, zh: str, en: str) -> Refused:
    """Return the refusal of a mapping file, with its name in front."""
    return Refused(Words(f"映射文件 {file}：{zh}。", f"mapping file {file}: {en}."))


def checked(file: str, where: str, table: object, allowed: Types) -> Mapping[str, Any]:
    """Return a table that has only known keys with values of their types; raises `Refused`."""
    if not isinstance(table, dict):
        raise refuse_mapping(file, f"{where} 应是表", f"{where} should be a table")
    for key, value in table.items():
        if key not in allowed:
            near = get_close_matches(key, allowed, n=1, cutoff=0.0)[0]
            raise refuse_mapping(
                file,
                f"{where} 不认识「{key}」；最接近的是「{near}」",
                f'{where} knows no "{key}"; the nearest is "{near}"',
            )
        if not isinstance(value, allowed[key]):
            raise refuse_mapping(file, f"{where} 的 {key} 类型不对", f"{key} of {where} has the wrong type")
    return table


def entry_of(file: str, where: str, entry: object, allowed: Types) -> Mapping[str, Any]:
    """Return how a value is taken from a row: a heading alone, or a table with more to say."""
    return {"column": entry} if isinstance(entry, str) else checked(file, where, entry, allowed)


def _check_record(file: str, record: object) -> None:
    table = checked(file, "[[record]]", record, _RECORD)
    if table.get("kind") not in list(Kind) or table["kind"] == Kind.METRICS:
        raise refuse_mapping(
            file,
            f"kind = 「{table.get('kind')}」；应为 clients、contacts、facilities 或 visits",
            f"kind = {table.get('kind')!r} should be clients, contacts, facilities or visits",
        )
    known = {
        field.name: (str, dict) for field in FIELDS[Kind(table["kind"])] if field.form is not Form.IGNORED
    }
    checked(file, f"[record.fields] ({table['kind']})", table.get("fields", {}), known)


def read_mapping(text: str, file: str) -> MappingFile:
    """Return the mapping that a TOML text holds; raises `Refused` naming file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse_mapping(file, f"不是有效的 TOML（{error}）", f"is not valid TOML ({error})") from None
    checked(file, "top level", data, _TOP)
    records = data.get("record")
    if not data.get("name") or not records:
        raise refuse_mapping(
            file, "要有 name 和至少一个 [[record]]", "needs a name and at least one [[record]]"
        )
    for record in records:
        _check_record(file, record)
    title = data.get("title", {})
    words = Words(title.get("zh", data["name"]), title.get("en", data["name"]))
    return MappingFile(data["name"], words, tuple(data.get("signature", ())), data, file)


@cache
def shipped_mappings() -> tuple[MappingFile, ...]:
    """Return the mappings that come with relmgr, by name."""
    folder = resources.files("relmgr.exchange") / "mapping_files"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(read_mapping(file.read_text("utf-8"), file.name) for file in files)


def find_mapping(name_or_path: str) -> MappingFile:
    """Return the shipped mapping of a name, or the one in a file; raises `Refused`."""
    for mapping in shipped_mappings():
        if mapping.name == name_or_path.removesuffix(".toml"):
            return mapping
    path = Path(name_or_path).expanduser()
    try:
        return read_mapping(path.read_text("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        names = ", ".join(mapping.name for mapping in shipped_mappings())
        raise refuse_mapping(
            name_or_path, f"读不了；自带的映射有 {names}", f"cannot be read; relmgr has {names}"
        ) from None


def mapping_for(header: Sequence[str]) -> MappingFile | None:
    """Return the shipped mapping whose signature a header carries, or None."""
    return next((mapping for mapping in shipped_mappings() if mapping.fits(header)), None)
