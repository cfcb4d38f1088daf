"""What is sent to the terminal, said with fewer bytes: colours and attributes only where they change (ECMA-48 SGR).

Textual resets and names every colour again for each piece of a line. On a slow line that is most of what a key costs.
"""

import re
from functools import lru_cache
from typing import NamedTuple

SGR = re.compile(r"\x1b\[([0-9;]*)m")
MOVES = re.compile(r"(?:\x1b\[[0-9]+;[0-9]+H|\r|\n)+")
RESET = "\x1b[0m"
SEEN = frozenset("479")
"""Attributes one sees on a blank: underline, reverse, strike."""
OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
"""Attribute to what switches it off; bold and dim share one."""


class Look(NamedTuple):
    """What the terminal paints with: attributes, ink and ground as SGR codes."""

    attributes: frozenset[str] = frozenset()
    ink: str = ""
    ground: str = ""


PLAIN = Look()


def thrifty(data: str) -> str:
    """Return what paints the same; it starts and ends with nothing set, as every write of Textual does."""
    if "\x1b[0m" not in data:
        return data
    parts = SGR.split(data)
    said, shown, wanted = [parts[0]], PLAIN, PLAIN
    for place in range(1, len(parts), 2):
        codes, text = parts[place], parts[place + 1]
        if (look := _look(codes)) is None:
            return data
        wanted = look if _resets(codes) else _over(wanted, look)
        if moved := MOVES.match(text):  # moving the cursor paints nothing
            said.append(moved[0])
            text = text[moved.end() :]
        if text:
            look = _on_blanks(shown, wanted) if text.isspace() else wanted
            said.append(_change(shown, look))
            said.append(text)
            shown = look
    said.append(_change(shown, wanted))
    return "".join(said)


def _resets(codes: str) -> bool:
    return codes in ("", "0") or codes.startswith("0;")


def _over(before: Look, look: Look) -> Look:
    return Look(before.attributes | look.attributes, look.ink or before.ink, look.ground or before.ground)


def _on_blanks(shown: Look, wanted: Look) -> Look:
    """Return the look for blanks: of one without lines and not turned round only the ground is seen."""
    if SEEN & (shown.attributes | wanted.attributes):
        return wanted
    return shown._replace(ground=wanted.ground)


@lru_cache(maxsize=1024)
def _look(codes: str) -> Look | None:
    """Return what a sequence sets, None for one that is not understood here."""
    attributes: set[str] = set()
    ink = ground = ""
    left = codes.split(";")
    while left:
        code = left.pop(0)
        if code in ("38", "48"):
            size = {"2": 4, "5": 2}.get(left[0] if left else "", 0)
            if not size or len(left) < size:
                return None
            colour = ";".join([code, *left[:size]])
            del left[:size]
        else:
            colour = code
        number = int(code or 0)
        if number == 0:
            attributes, ink, ground = set(), "", ""
        elif number < 10:
            attributes.add(code)
        elif 30 <= number <= 38 or 90 <= number <= 97:
            ink = colour
        elif 40 <= number <= 48 or 100 <= number <= 107:
            ground = colour
        elif number == 39:
            ink = ""
        elif number == 49:
            ground = ""
        else:
            return None
    return Look(frozenset(attributes), ink, ground)


@lru_cache(maxsize=4096)
def _change(shown: Look, wanted: Look) -> str:
    """Return what turns one look into another, whichever way is said with fewer characters."""
    if shown == wanted:
        return ""
    if wanted == PLAIN:
        return RESET
    off = {OFF[code] for code in shown.attributes - wanted.attributes}
    on = {code for code in wanted.attributes if code not in shown.attributes or OFF[code] in off}
    changed = [*sorted(off), *sorted(on)]
    changed += [wanted.ink or "39"] if wanted.ink != shown.ink else []
    changed += [wanted.ground or "49"] if wanted.ground != shown.ground else []
    anew = ["0", *sorted(wanted.attributes), wanted.ink, wanted.ground]
    return min((f"\x1b[{';'.join(filter(None, codes))}m" for codes in (changed, anew)), key=len)
