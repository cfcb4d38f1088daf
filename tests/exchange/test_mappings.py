"""Mapping files: what they can say, and the sentence for each slip."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relmgr.domain.import_records import Record
from relmgr.errors import Refused
from relmgr.exchange.mapping_file import find_mapping, mapping_for, read_mapping, shipped_mappings
from relmgr.exchange.plans import Circumstances, plan_import
from tests.conftest import TODAY

MAPPING = """
name = "house"
currency = "USD"
dates = ["M/D/YYYY", "D-MON-YY"]
pivot = 50

[[record]]
kind = "clients"
key = ["Firm", { column = "Zip", digits = 5 }]
[record.fields]
name = { first = ["{Firm}", "{State} (not named)"] }
region = "State"
country = { value = "US" }
[record.extra]
Zip = { column = "Zip", digits = 5, values = { "0" = "" } }

[[record]]
kind = "facilities"
[record.fields]
code = "No"
kind = { column = "Revolving", values = { Y = "revolver", "*" = "other" } }
limit_minor = { column = "Granted", minus = "Cut" }
drawn_minor = { column = "Owed", unit = "k", currency = "EUR", rounded = true }
rate_e6 = { column = "Rate", percent = true }
signed_on = "Signed"
"""
HEADER = "Firm,State,Zip,No,Revolving,Granted,Cut,Owed,Rate,Signed,Flag\n"


def records(folder: Path, rows: str, mapping: str = MAPPING) -> list[Record]:
    """Read rows with a mapping file; a refused row fails."""
    (folder / "house.toml").write_text(mapping, "utf-8")
    (folder / "list.csv").write_text(HEADER + rows, "utf-8")
    about = Circumstances(TODAY, ZoneInfo("Asia/Shanghai"))
    plan = plan_import(folder / "list.csv", about, mapping=str(folder / "house.toml"))
    problems = [line.problem for line in plan.sheets[0].lines if line.problem]
    assert problems == []
    return [record for line in plan.sheets[0].lines for record in line.records]


def test_one_row_makes_a_client_and_a_facility(tmp_path: Path) -> None:
    client, facility = records(tmp_path, "ACME,ME,4101,1,T,$100.00 ,40,,4.25,28-Feb-97,`\n")
    assert client.values == {"name": "ACME", "region": "ME", "country": "US"}
    assert client.extra == {"Zip": "04101"}
    assert facility.client == client.client
    assert facility.values["limit_minor"] == 6_000
    assert facility.values["rate_e6"] == 42_500
    assert str(facility.values["signed_on"]) == "1997-02-28"
    assert facility.values["kind"] == "other"
    assert facility.extra == {"Revolving": "T", "Flag": "`", "State": "ME"}


def test_units_currencies_rounding_and_names_that_are_missing(tmp_path: Path) -> None:
    client, facility = records(tmp_path, ",ME,0,2,Y,,,1.2345678,,1/31/2005,\n")
    assert client.values["name"] == "ME (not named)"
    assert client.extra == {}
    assert (facility.values["drawn_minor"], facility.values["currency"]) == (123_457, "EUR")
    assert facility.extra["Owed"] == "1.2345678"


def test_firms_of_one_name_are_told_apart_by_their_key(tmp_path: Path) -> None:
    rows = "SUBWAY,ME,4101,1,,,,,,,\nSUBWAY,ME,04101,2,,,,,,,\nSUBWAY,NY,10001,3,,,,,,,\n"
    keys = [record.client.id for record in records(tmp_path, rows) if "name" in record.values]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize(
    ("slip", "part"),
    [
        (("name =", "nam ="), 'nearest is "name"'),
        (('kind = "clients"', 'kind = "client"'), "should be clients"),
        (("region =", "regio ="), 'nearest is "region"'),
        (('region = "State"', 'region = "Sate"'), 'nearest is "State"'),
        (("digits = 5 }]", "digit = 5 }]"), 'nearest is "digits"'),
        (("percent = true", "persent = true"), 'nearest is "percent"'),
        (('currency = "USD"', 'currency = "USB"'), "no currency"),
        (('unit = "k"', 'unit = "kilo"'), "no unit"),
        (('{ value = "US" }', "{ percent = true }"), "needs column"),
        (("[[record]]", "[[record"), "not valid TOML"),
        (("{State} (not", "{State (not"), "do not match"),
        (("pivot = 50", 'pivot = "50"'), "wrong type"),
        (('region = "State"', "region = 3"), "wrong type"),
        (('code = "No"', 'code = "Number"'), 'no column "Number"'),
    ],
)
def test_a_slip_is_named_with_file_and_nearest_key(tmp_path: Path, slip: tuple[str, str], part: str) -> None:
    with pytest.raises(Refused) as caught:
        records(tmp_path, "ACME,ME,4101,1,T,,,,,,\n", MAPPING.replace(*slip, 1))
    assert "house.toml" in caught.value.words.en
    assert part in caught.value.words.en


def test_shipped_mappings_are_found_by_name_and_by_signature() -> None:
    assert [mapping.name for mapping in shipped_mappings()] == ["ibrd_loans", "sba_loans"]
    for mapping in shipped_mappings():
        assert find_mapping(mapping.name) is mapping
        assert mapping_for([heading.upper() for heading in mapping.signature]) is mapping
    assert mapping_for(["客户编号", "客户名称"]) is None


def test_a_mapping_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(Refused) as caught:
        find_mapping("nothing.toml")
    assert "ibrd_loans, sba_loans" in caught.value.words.en


def test_a_mapping_needs_a_name_and_a_record() -> None:
    with pytest.raises(Refused):
        read_mapping('name = "x"', "x.toml")
