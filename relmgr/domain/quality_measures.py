"""Facts about facts: how many are too old, and how many are missing where money is lent."""

from collections.abc import Sequence

from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, FactSheet, Subject, SubjectKind


def put_quality(sheet: FactSheet, subjects: Sequence[Subject], limits: FactLimits) -> None:
    """Count stale facts, and those of the needed ones that are missing; what is stale counts as missing too.

    What is needed is needed of a borrower: without a facility nothing is missing.
    """
    sheet.put("stale_facts", len(sheet.stale) + sum(len(subject.stale) for subject in subjects))
    if not any(subject.kind is SubjectKind.FACILITY for subject in subjects):
        sheet.put("missing_facts", NA)
        return
    missing = [name for name in limits.needed if name not in sheet.facts]
    sheet.put("missing_facts", len(missing))
