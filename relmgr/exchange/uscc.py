"""Checks unified social credit codes (统一社会信用代码, GB 32100-2015) with python-stdnum and says what is wrong."""

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from relmgr.errors import Invalid
from relmgr.words import Words


def check_uscc(text: str) -> str:
    """Return the credit code without blanks, in capitals; raises `Invalid` naming what is wrong with it."""
    code = uscc.compact(text)
    try:
        return uscc.validate(code)
    except InvalidLength:
        why = Words(f"有 {len(code)} 位，应为 18 位", f"has {len(code)} characters, it should have 18")
    except InvalidChecksum:
        why = Words("的校验位不对，可能抄错了一位", "has a wrong check digit; one character may be mistyped")
    except ValidationError:
        why = Words(
            "含有不允许的字符（前 8 位是数字，后面不用 I、O、S、V、Z）",
            "has characters that are not allowed (8 digits, then no I, O, S, V or Z)",
        )
    shown = text.strip()[:40]
    raise Invalid("uscc", Words(f"信用代码「{shown}」{why.zh}", f'credit code "{shown}" {why.en}'))
