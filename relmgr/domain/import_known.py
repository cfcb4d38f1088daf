"""What the book already holds, as far as an import must know it; the import keeps it up to date row by row."""

from dataclasses import dataclass, field
from datetime import date

from relmgr.domain.natural_keys import folded

Row = dict[str, object]
"""A stored row by column, in typed values; `deleted` tells whether it was taken back."""


@dataclass(slots=True)
class Known:
    """Rows of the book by key, and the ways by which lists name them."""

    clients: dict[str, Row] = field(default_factory=dict)
    contacts: dict[str, Row] = field(default_factory=dict)
    facilities: dict[str, Row] = field(default_factory=dict)
    visits: dict[str, Row] = field(default_factory=dict)
    metrics: dict[tuple[str, str, str], tuple[int, object, object, object]] = field(default_factory=dict)
    """(client, code, period) to the latest (revision, value, unit, currency)."""
    ratings: dict[tuple[str, str], list[tuple[date, str]]] = field(default_factory=dict)
    """(client, kind) to its history, oldest first."""
    post_loan: dict[str, dict[str, Row]] = field(default_factory=dict)
    """Rows of the post-loan tables by table and key."""
    assigned: set[str] = field(default_factory=set)
    """Clients that somebody looks after."""
    participants: dict[str, set[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    usccs: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    facility_codes: dict[str, str] = field(default_factory=dict)
    contact_names: dict[tuple[str, str], str] = field(default_factory=dict)

    def index(self) -> "Known":
        """Build the ways by which lists name rows that are not deleted; returns itself."""
        for key, row in self.clients.items():
            if not row.get("deleted"):
                self.name_client(key, row)
        for key, row in self.facilities.items():
            if not row.get("deleted") and row.get("code"):
                self.facility_codes[str(row["code"])] = key
        for key, row in self.contacts.items():
            if not row.get("deleted"):
                self.contact_names[str(row["client_id"]), folded(str(row["name"]))] = key
        return self

    def name_client(self, key: str, row: Row) -> None:
        """Make a client findable by its code, credit code and name."""
        if row.get("code"):
            self.codes[str(row["code"])] = key
        if row.get("uscc"):
            self.usccs[str(row["uscc"])] = key
        listed = self.names.setdefault(folded(str(row.get("name") or "")), [])
        if key not in listed:
            listed.append(key)
