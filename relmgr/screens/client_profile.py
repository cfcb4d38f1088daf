"""Who the client is: what is stored about it, its notes, and imported fields without a column."""

from relmgr import i18n
from relmgr.domain.value_words import ASSET_CLASSES, PHASES, worded
from relmgr.domain.values import ClientState
from relmgr.screens.client_contacts import extra_fields
from relmgr.screens.client_view import View, amount, day, nothing, since, unknown
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, level_badge, tier_badge
from relmgr.widgets.line_list import Line, cell, heading
from relmgr.words import Words

PROFILE, NOTES = Words("资料", "Profile"), Words("笔记", "Notes")
EXTRA = Words("导入的其他字段", "Other imported fields")
NO_NOTES, NO_EXTRA = Words("没有笔记。", "No notes."), Words("没有其他字段。", "No other fields.")
STATES = {
    ClientState.PROSPECT: Words("潜在客户", "prospect"),
    ClientState.ACTIVE: Words("活跃", "active"),
    ClientState.DORMANT: Words("休眠", "dormant"),
    ClientState.LOST: Words("流失", "lost"),
    ClientState.REACTIVATED: Words("重新激活", "reactivated"),
}


def profile_pane(view: View) -> list[Line]:
    """Return profile, notes and extra fields."""
    profile = view.page.profile
    lines = [heading(i18n.say(PROFILE))]
    lines += [_field(view, words, value) for words, value in _fields(view)]
    lines.append(heading(i18n.say(NOTES)))
    written = privacy.words(profile.notes).splitlines()
    lines += [view.row("note", str(n), text) for n, text in enumerate(written)] or [nothing(NO_NOTES)]
    lines.append(heading(i18n.say(EXTRA)))
    extra = extra_fields(profile.extra)
    lines += [_field(view, Words(name, name), privacy.words(value)) for name, value in extra] or [
        nothing(NO_EXTRA)
    ]
    return lines


def _field(view: View, words: Words, value: str | Styled) -> Line:
    return view.row("field", words.en, cell(Styled(i18n.say(words), "muted"), 22), value or unknown())


def _fields(view: View) -> list[tuple[Words, str | Styled]]:
    profile = view.page.profile
    money = profile.currency or ""
    return [
        (Words("名称", "Name"), privacy.name(profile.name)),
        (Words("简称", "Short name"), privacy.name(profile.short_name)),
        (Words("客户号", "Code"), privacy.amount(profile.code)),
        (Words("统一社会信用代码", "Credit code (USCC)"), privacy.amount(profile.uscc)),
        (Words("状态", "State"), i18n.say(STATES[profile.state])),
        (Words("分层", "Tier"), tier_badge(profile.tier) if profile.tier else ""),
        (
            Words("风险等级", "Risk level"),
            level_badge(profile.level, loud=True),
        ),
        (Words("内部评级", "Rating"), profile.grade or ""),
        (Words("五级分类", "Asset class"), i18n.say(worded(ASSET_CLASSES, profile.asset_class or ""))),
        (Words("敞口", "Exposure"), amount(profile.exposure_minor, money) if money else ""),
        (Words("授信额度", "Limit"), amount(profile.limit_minor, money) if money else ""),
        (Words("客户经理", "Manager"), privacy.name(profile.manager or "")),
        (Words("集团", "Group"), privacy.name(profile.group_name)),
        (Words("行业", "Industry"), profile.industry),
        (Words("规模", "Size"), profile.size),
        (Words("地区", "Region"), " ".join(t for t in (profile.country, profile.region, profile.city) if t)),
        (Words("建立关系", "Client since"), day(profile.since_on)),
        (Words("最近联系", "Last contact"), since(profile.last_contact_on, view.today)),
        (
            Words("项目阶段", "Project phase"),
            i18n.say(worded(PHASES, profile.phase or "-")) if profile.is_project else "-",
        ),
        (Words("ESG 评分", "ESG score"), "" if profile.esg_score is None else str(profile.esg_score)),
        (Words("满意度", "Satisfaction"), "" if profile.satisfaction is None else str(profile.satisfaction)),
    ]
