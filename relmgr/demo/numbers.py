"""Invented identifiers that are well formed and cannot belong to anybody."""

from stdnum.cn import uscc

REGION = "999999"
"""Administrative division codes (GB/T 2260) end at 82; no registry hands out 99."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def credit_code(number: int) -> str:
    """Return a unified social credit code with valid check digits in an unassigned region (GB 32100-2015)."""
    body = f"91{REGION}{_organisation(number)}"
    return body + uscc.calc_check_digit(body)


def _organisation(number: int) -> str:
    """Return an organisation code, 'DEM' and a running number, with its check digit (GB 11714-1997)."""
    text = ""
    for _ in range(5):
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    text = f"DEM{text}"
    rest = 11 - sum(DIGITS.index(c) * w for c, w in zip(text, ORGANISATION_WEIGHTS, strict=True)) % 11
    return text + {10: "X", 11: "0"}.get(rest, str(rest))


def phone(number: int) -> str:
    """Return a number nobody can be called on: no subscriber, area or country code begins with 000."""
    return f"000{number // 10_000 % 10_000:04d}{number % 10_000:04d}"
