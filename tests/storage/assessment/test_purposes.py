"""What the bot is for in a Pemda follows from the instruments of its periods."""

from core.effects import OpenPeriod
from core.pemda.purpose import GENERAL
from storage.assessment import purposes
from tests.storage.region import DUE, OPENS, VERIFY_DUE, Region


def purpose(region: Region) -> str:
    return region.database.read(lambda conn: purposes.of_pemda(conn, 1)).whole


def test_one_instrument_gives_its_name_and_several_none(region: Region) -> None:
    assert purpose(region) == "penilaian mandiri kematangan perangkat daerah"
    region.do("Citra", OpenPeriod(1, "PEKPPP 2027", "pekppp-2023", OPENS, DUE, VERIFY_DUE))
    assert purpose(region) == GENERAL.whole
    assert region.database.read(lambda conn: purposes.of_pemda(conn, 99)) == GENERAL
