"""Texts that break careless programs: one of each kind we know of, written for relmgr's fields."""

NAUGHTY = (
    "[/x] 招商", "[bold]A", "[$error]x", "[@click=app.quit]y[/]", "{client} {0} %s %d",
    "$(reboot) `id` ; rm -rf /", "'; DROP TABLE draft; --", "\"quoted\" 'single'",
    "\\n \\x00 \\", "</script><b>&amp;&#0;", "=SUM(A1:A9)", "@cmd|'/C'!A0",
    "\u3000full width blank\u3000", " leading and trailing ",
    "ＦＵＬＬ\u3000ｗｉｄｔｈ\u3000１２３", "²³½ⅠⅡ①", "１２：３０", "1,2.5万", "-0", "1e309", "NaN",
    "null", "None", "undefined", "true", "\u202eRTL override\u202c",
    "\u05e2\u05d1\u05e8\u05d9\u05ea\u200f \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "👨\u200d👩\u200d👧 🇨🇳 👍🏽", "é vs é", "Z̀́̂̃algo", "\u200bzero\u200bwidth\ufeff",
    "𠮷野家 㐂 䶮", "長" * 300, "a" * 2000, "~!@#$%^&*()_+-=[]{}|;:,.<>?/",
)  # fmt: skip
"""None holds a line end: a field of one line would, rightly, join the lines."""

LINES = ("one\ntwo", "第一行\n\n第三行", "  indented\n\ttab")
"""For fields of several lines."""
