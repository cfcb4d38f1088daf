"""Phone numbers as people type them: any separators, full-width digits, a country code, an extension."""

import re
import unicodedata
from typing import Final

MOBILE: Final = re.compile(r"1[3-9]\d{9}")
"""A mobile number of mainland China: eleven digits beginning with 13 to 19 (MIIT numbering plan, 2017)."""

_KNOWN = re.compile(r"(?P<lead>\+?)(?P<digits>\d{3,20})(?:(?:转|ext\.?|x|#)(?P<extension>\d{1,6}))?")
_GAPS = re.compile(r"[\s()\-.]+")


def read_phone(text: str) -> str | None:
    """Return a number in groups as it is read aloud, `138 0013 8000`, or None for what is no single number.

    A number is kept as it was typed; this is only how it is read back.
    """
    written = unicodedata.normalize("NFKC", text).strip().lower() if len(text) <= 60 else ""
    match = _KNOWN.fullmatch(_GAPS.sub("", written))
    if match is None:
        return None
    lead, digits, extension = match["lead"], match["digits"], match["extension"]
    home = digits[2:] if digits.startswith("86") and (lead or len(digits) == 13) else digits
    abroad = "+86 " if home != digits else lead
    shown = f"{home[:3]} {home[3:7]} {home[7:]}" if MOBILE.fullmatch(home) else home
    return f"{abroad}{shown} x{extension}" if extension else abroad + shown
