"""Finds the client that a row means: by key, code, credit code, then exact name; never by a guess."""

from relmgr.domain.import_known import Known, Row
from relmgr.domain.import_records import ClientRef
from relmgr.domain.natural_keys import client_key, folded
from relmgr.errors import Invalid
from relmgr.words import Words


def client_of(known: Known, ref: ClientRef) -> str:
    """Return the key of the client that a row about something else names; raises `Invalid`."""
    if ref.id:
        if ref.id in known.clients:
            return ref.id
    elif ref.code:
        if found := known.codes.get(ref.code):
            return found
    elif ref.uscc:
        if found := known.usccs.get(ref.uscc):
            return found
    else:
        same = known.names.get(folded(ref.name), [])
        if len(same) == 1:
            return same[0]
        if same:
            raise Invalid(
                "client",
                Words(
                    f"叫「{ref.name}」的客户有 {len(same)} 个；请用客户编号或信用代码",
                    f'{len(same)} clients are called "{ref.name}"; use the client code or the credit code',
                ),
            )
    shown = ref.code or ref.uscc or ref.name or ref.id
    raise Invalid(
        "client",
        Words(
            f"客户「{shown}」不在客户簿里；请先导入客户",
            f'client "{shown}" is not in the book; import clients first',
        ),
    )


def find_client(known: Known, ref: ClientRef) -> str | None:
    """Return the key of the client that a row of a client list describes, or None when it is a new one.

    Raises `Invalid` when code and credit code point to different clients or a name alone fits several.
    """
    if ref.id:
        return ref.id if ref.id in known.clients else None
    by_code = known.codes.get(ref.code) if ref.code else None
    by_uscc = known.usccs.get(ref.uscc) if ref.uscc else None
    if by_code and by_uscc and by_code != by_uscc:
        raise _conflict(ref)
    if found := by_code or by_uscc:
        if _contradicts(known.clients[found], ref):
            raise _conflict(ref)
        return found
    return _by_name(known, ref)


def _by_name(known: Known, ref: ClientRef) -> str | None:
    fitting = [
        key
        for key in known.names.get(folded(ref.name), []) if ref.name
        if not _contradicts(known.clients[key], ref)
    ]  # fmt: skip
    if len(fitting) > 1:
        raise Invalid(
            "name",
            Words(
                f"叫「{ref.name}」的客户有 {len(fitting)} 个；请加上客户编号或信用代码",
                f'{len(fitting)} clients are called "{ref.name}"; add the client code or the credit code',
            ),
        )
    if fitting:
        return fitting[0]
    own = client_key(ref.code, ref.uscc, ref.name, ref.city)
    return own if own in known.clients else None


def new_client_key(ref: ClientRef) -> str:
    """Return the key that a new client gets; raises `Invalid` when the row does not name it."""
    if not ref.name:
        raise Invalid("name", Words("新客户没有名称", "a new client has no name"))
    return ref.id or client_key(ref.code, ref.uscc, ref.name, ref.city)


def _contradicts(row: Row, ref: ClientRef) -> bool:
    """Tell whether a stored client has another code, credit code or (found by name) city than the row."""
    pairs = [(row.get("code"), ref.code), (row.get("uscc"), ref.uscc)]
    if not ref.code and not ref.uscc:
        pairs.append((folded(str(row.get("city") or "")), folded(ref.city)))
    return any(stored and written and stored != written for stored, written in pairs)


def _conflict(ref: ClientRef) -> Invalid:
    return Invalid(
        "uscc",
        Words(
            f"客户编号「{ref.code}」和信用代码「{ref.uscc}」在客户簿里属于不同的客户",
            f'client code "{ref.code}" and credit code "{ref.uscc}" belong to different clients in the book',
        ),
    )
