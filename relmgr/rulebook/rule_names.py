"""Finding a rule by what a person calls it."""

from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import WarningRule
from relmgr.errors import NotFound
from relmgr.rulebook.reading import nearest
from relmgr.words import Words

NO_RULE = Words("没有规则 {id}；最接近的是 {near}。", "There is no rule {id}; the nearest is {near}.")


def find_rule(book: Rulebook, wanted: str) -> WarningRule:
    """Return the rule of an id, whatever its case; raises NotFound with the nearest."""
    by_id = {rule.id.lower(): rule for rule in book.warnings.rules}
    if (rule := by_id.get(wanted.lower())) is not None:
        return rule
    near = nearest(wanted.upper(), [rule.id for rule in by_id.values()])
    raise NotFound(NO_RULE.fill(id=wanted, near=near))
