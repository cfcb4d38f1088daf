"""The client rows, their contacts and who looks after them from when to when."""

from datetime import date
from typing import Final

from relmgr.demo.numbers import credit_code, phone
from relmgr.demo.phrases import FOREIGN, GIVEN, SURNAMES, TITLES
from relmgr.demo.scene import Role, Scene
from relmgr.domain.values import ClientState

SURVEYED: Final = 320
"""Days since the last satisfaction survey at most; an older one would be stale within the demo's year."""

PHONES_EACH: Final = 4
"""Numbers set aside for each client."""


def put_client(scene: Scene, role: Role) -> list[str]:
    """Write a client with assignment and contacts; returns the names of the contacts, key person first."""
    who, plot, random = role.who, role.who.plot, role.random
    scene.rows["client"].append(
        {
            "id": role.key,
            "code": f"D{role.number + 1:06d}",
            "uscc": credit_code(role.number + 1) if who.country == "CN" else "",
            "name": who.name,
            "short_name": who.short,
            "alias": who.alias,
            "industry": who.industry,
            "region": who.region,
            "city": who.city,
            "country": who.country,
            "group_name": who.group,
            "size": who.size,
            "since_on": scene.ago(random.randrange(760, 4000)),
            "established_on": scene.ago(random.randrange(4100, 9000)),
            "state": ClientState.ACTIVE,
            "is_project": bool(plot.phase),
            "phase": plot.phase,
            "esg_score": plot.esg,
            "satisfaction": plot.satisfaction,
            "satisfaction_on": scene.ago(SURVEYED - random.randrange(60)) if plot.satisfaction else None,
            "notes": "虚构客户，仅供演示。",
        }
    )
    _assign(scene, role)
    return _put_contacts(scene, role)


def handover_day(today: date) -> date:
    """Return the day last year on which the former manager handed clients over."""
    return date(today.year - 1, 9, 1)


def _assign(scene: Scene, role: Role) -> None:
    start = scene.ago(scene.months * 31 + 30)
    if role.who.plot.handed_over and scene.former_id:
        day = handover_day(scene.today)
        scene.put(
            "assignment",
            client_id=role.key,
            manager_id=scene.former_id,
            from_on=min(start, day.replace(month=1)),
            to_on=day.replace(month=8, day=31),
            reason="岗位轮换",
        )
        start = day
    scene.put(
        "assignment", client_id=role.key, manager_id=scene.manager_id, from_on=start, to_on=None, reason=""
    )


def _put_contacts(scene: Scene, role: Role) -> list[str]:
    random = role.random
    names = []
    for at in range(random.choice((1, 2, 2, 3))):
        kind, title = TITLES[at]
        foreign = role.who.country != "CN"
        name = random.choice(FOREIGN) if foreign else random.choice(SURNAMES) + random.choice(GIVEN)
        if name in names:
            continue
        names.append(name)
        scene.put(
            "contact",
            client_id=role.key,
            name=name,
            title=title,
            role=kind,
            phone=phone(role.number * PHONES_EACH + at),
            email=f"d{role.number + 1}.{at + 1}@demo.example",
            is_key=at == 0,
            birthday=f"{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}",
        )
    return names
