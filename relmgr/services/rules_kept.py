"""The rulebook that verdicts were made with, kept with them."""

from relmgr.db.tables import RuleSet
from relmgr.db.work import UnitOfWork
from relmgr.domain.rules import Rulebook

MILLION = 1_000_000


def keep_rules(uow: UnitOfWork, rules: Rulebook) -> None:
    """Keep the text of a rulebook once, so that what it said can be told later."""
    if uow.session.get(RuleSet, rules.version) is None:
        bands = rules.warnings.bands
        uow.add(
            RuleSet(
                version=rules.version,
                sha256=rules.sha256,
                text=rules.text,
                band_orange=bands.orange,
                band_red=bands.red,
                coverage_e6=round(bands.coverage * MILLION),
                loaded_at=uow.now,
            )
        )
