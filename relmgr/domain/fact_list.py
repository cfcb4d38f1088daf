"""The documented list of facts: what rules and KPIs may name, what it means and where it comes from."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.client_facts import CLIENT_FACTS
from relmgr.domain.facts import FactSpec
from relmgr.domain.subject_facts import SUBJECT_FACTS

FACTS: Final[Mapping[str, FactSpec]] = {spec.name: spec for spec in (*CLIENT_FACTS, *SUBJECT_FACTS)}
"""Every fact by name."""

AFTER_LEVEL: Final = frozenset({"contact_ratio", "cadence_days", "strategy_days"})
"""Facts that need the client's risk level first; rules that use one are judged last and cannot raise it."""
