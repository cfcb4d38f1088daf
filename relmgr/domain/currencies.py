"""Currency codes, how many decimals each has, and how people write them."""

from typing import Final


def _codes(text: str) -> list[str]:
    return text.split()


CODES: Final = frozenset(
    _codes("""
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD
    XDR XOF XPF YER ZAR ZMW ZWG
    """)
)
"""Codes in use (ISO 4217 list one, 2025), and CNH, which the market uses for offshore renminbi."""

_EXPONENTS: Final = (
    dict.fromkeys(_codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"), 0)
    | dict.fromkeys(_codes("BHD IQD JOD KWD LYD OMR TND"), 3)
    | dict.fromkeys(_codes("CLF UYW"), 4)
)
"""Currencies whose minor unit is not a hundredth (ISO 4217 list one, column "Minor unit", 2025)."""

_DOLLARS: Final = frozenset(_codes("USD HKD SGD AUD CAD TWD NZD MOP"))

_WORDS: Final = {
    "RMB": "CNY",
    "人民币": "CNY",
    "美元": "USD",
    "美金": "USD",
    "US$": "USD",
    "HK$": "HKD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "€": "EUR",
    "英镑": "GBP",
    "£": "GBP",
    "日元": "JPY",
    "日圆": "JPY",
    "新加坡元": "SGD",
    "澳元": "AUD",
    "加元": "CAD",
    "韩元": "KRW",
    "₩": "KRW",
    "瑞士法郎": "CHF",
}

WORDS: Final = tuple(sorted((*_WORDS, "¥", "$"), key=len, reverse=True))
"""Every word and sign for a currency that is not its code, longest first."""


def exponent(currency: str) -> int:
    """Return how many decimals the currency has: 2 for CNY, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


def named(word: str, default: str) -> str | None:
    """Return the currency that a code, word or sign names, or None.

    `¥` is the yuan unless the list is in yen; `$` is the US dollar unless the list is in another dollar.
    """
    if word == "¥":
        return default if default in ("CNY", "CNH", "JPY") else "CNY"
    if word == "$":
        return default if default in _DOLLARS else "USD"
    code = word.upper()
    if code in CODES:
        return code
    return _WORDS.get(code)
