"""The preview of a client beside the list; loaded after the rows are painted."""

from textual.content import Content

from relmgr import i18n
from relmgr.domain import dates
from relmgr.queries.client_page import ClientPreview, client_preview
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines, severity_badge, tier_badge
from relmgr.words import Words

LAST = Words("上次", "Last")

question = client_preview
"""What is asked about the client."""


def painted(shown: ClientPreview) -> Content:
    """Return name and tier, people, the last visit, warnings and tasks."""
    zh = i18n.language() == "zh"
    profile = shown.profile
    rows = [content(Styled(privacy.name(profile.name), "strong"), "  ", tier_badge(profile.tier))]
    for place, person in enumerate(shown.contacts[:3], 1):
        rows.append(content(f"{place} {privacy.name(person.name)}  {person.title}"))
    for visit in shown.last_visits[:1]:
        rows.append(
            content(
                Styled(f"{i18n.say(LAST)} {dates.month_day(visit.occurred_on)}", "muted"),
                f" {privacy.words(visit.summary)}",
            )
        )
    for signal in shown.signals[:3]:
        title = signal.title_zh if zh else signal.title_en
        rows.append(
            content(
                severity_badge(signal.severity), " ", privacy.about(title, profile.name, profile.short_name)
            )
        )
    for task in shown.follow_ups[:3]:
        rows.append(content(f"[ ] {dates.month_day(task.due_on)} {privacy.words(task.text)}"))
    return lines(*rows)
