"""Results, exports and papers show the same OPD of a period in the same order."""

from storage.operations import export
from storage.results import period as results, rows
from tests.storage.region import Region


def test_results_and_exports_have_the_same_rows(region: Region) -> None:
    period = region.period[1]
    taking_part = region.database.read(lambda conn: rows.opds(conn, period))
    shown = region.database.read(lambda conn: results.load(conn, period, region.now))
    written = region.database.read(lambda conn: export.load(conn, period, region.now))
    expected = [(row.code, row.name, row.status) for row in taking_part]
    assert [(one.code, one.name, one.status) for one in shown.opds] == expected
    assert [(one.code, one.name, one.status) for one in written.opds] == expected
    assert (shown.pemda_name, shown.period.due) == (written.head.pemda, written.head.due)


def test_one_opd_by_its_code(region: Region) -> None:
    found = region.database.read(lambda conn: rows.opds(conn, region.period[1], "DISHUB"))
    assert [row.short for row in found] == ["Dishub"]
    assert not region.database.read(lambda conn: rows.opds(conn, region.period[1], "TIDAK-ADA"))


def test_the_head_carries_the_newest_hash_of_the_log(region: Region) -> None:
    head = region.database.read(lambda conn: rows.head(conn, region.period[1]))
    assert head.pemda_name == "Kabupaten Kutai Timur"
    assert len(head.anchor) == 64
