"""The grammar of filters and segments, read by lark: fields with their operators and values, AND, OR, NOT, brackets.

Lark is loaded with the first text that is read (36 ms), never with the program. It keeps the place of every word
and knows what may follow, which a splitter of its own would have to learn again.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lark import Lark

OPENING_QUOTE, CLOSING_QUOTE = chr(0x201C), chr(0x201D)
SAME: Final = str.maketrans(
    {"＝": "=", "，": ",", "：": ":", "＞": ">", "＜": "<", "！": "!", "～": "~",
     OPENING_QUOTE: '"', CLOSING_QUOTE: '"'}
)  # fmt: skip
"""Full-width signs as an input method types them; inside quotes they stay. One character is one, so places keep."""
_QUOTED_OR_NOT: Final = re.compile(
    rf'"[^"]*"|{OPENING_QUOTE}[^{CLOSING_QUOTE}"]*{CLOSING_QUOTE}|[^"{OPENING_QUOTE}]+|["{OPENING_QUOTE}]'
)
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"|([^"]+)')
SPECIAL: Final = r"\s=:<>!~,\"()（）\u2265\u2264\u2260"
"""What ends a name; the numbers are the signs for at least, at most and not equal."""
NAME: Final = rf"(?![-－])[^{SPECIAL}]+"
OPERATOR: Final = r"!=|\u2260|>=|=>|\u2265|<=|=<|\u2264|!~|[=:<>~]"
ITEM: Final = r'(?:"[^"]*"|\([^\s()]*\)|（[^\s（）]*）|[^\s",()（）])+'
GRAMMAR: Final = rf"""
start: either?
either: both (_OR both)*
both: term (_AND? term)*
?term: condition | _OPEN either _CLOSE | _NOT term -> opposite
condition: NAME OPERATOR ITEM (_COMMA ITEM)*

_OR.2: /(?:or(?=[\s(（)）-]|$)|或者?|\|\|?)/i
_AND.2: /(?:and(?=[\s(（)）-]|$)|且|并且|&&?)/i
_NOT.2: /(?:not(?=[\s(（)）-]|$)|非|[-－])/i
_OPEN: /[(（]/
_CLOSE: /[)）]/
_COMMA: ","
NAME: /{NAME}/
OPERATOR: /{OPERATOR}/
ITEM: /{ITEM}/
%ignore /\s+/
"""


def levelled(text: str) -> str:
    """Return a text with the signs of an input method as plain ones, outside quotes; every place stays."""
    return _QUOTED_OR_NOT.sub(lambda part: _plain(part[0]), text)


def _plain(part: str) -> str:
    if part[0] == '"':
        return part
    if part[0] == OPENING_QUOTE and len(part) > 1:
        return f'"{part[1:-1]}"'
    return part.translate(SAME)


def unquoted(item: str) -> str:
    """Return what an item says: quotes go, and two of them inside quotes are one that stays."""
    return "".join(inside.replace('""', '"') + bare for inside, bare in _QUOTED.findall(item))


@lru_cache(maxsize=1)
def parser(transformer: Any) -> "Lark":
    """Return the parser, which hands every piece to `transformer` as it is read; made once."""
    from lark import Lark  # noqa: PLC0415  36 ms, only when a filter is read

    return Lark(GRAMMAR, parser="lalr", lexer="contextual", transformer=transformer, maybe_placeholders=False)
