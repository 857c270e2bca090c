"""Documents of the region on both databases: kept, changed, replaced, removed, and who may do it."""

from datetime import timedelta

from core.effects import ChangeDocument, ChangePemda, ImportOpds, KeepPemdaFile, RemoveDocument, TakeDocument
from core.effects.pemda import FilePurpose
from core.pemda.documents import MOST
from core.pemda.opd_list.reading import OpdRow
from core.pemda.parts import Part
from core.wish import Wish
from storage.engine.schema import DISCARDED, OUTBOX, PEMDA, REGION_DOCUMENT
from storage.evidence import discarded, pemda_files
from storage.messaging.contents import PemdaFile
from storage.messaging.packing import unpack
from storage.orders.rights import Actor
from storage.pemda import documents, effects as pemda_effects
from tests.storage.region import Region

PDF = {"key": "ab/perbup", "sha256": "ab", "bytes": "900", "mime": "application/pdf", "doubt": ""}


def keep(region: Region, title: str, sha: str, replaces: int = 0, pemda: int = 1, name: str = "Perbup_2024.pdf") -> str:
    """The file was copied and examined."""
    job = PemdaFile(pemda, "document", f"F{sha}", name, 900, region.person["Citra"], title, replaces)
    file = {**PDF, "key": f"{sha}/key", "sha256": sha}
    actor = Actor(region.person["Citra"], 5003, region.now)
    return region.database.write(lambda conn: pemda_effects.kept(conn, job, file, actor))


def kept(region: Region) -> list[str]:
    return [row["title"] for row in region.rows(REGION_DOCUMENT) if row["removed_at"] is None]


def seen(region: Region) -> list[tuple[str, tuple[str, ...]]]:
    """Titles and users, as the coordinator reads them."""
    admin = region.knows("Citra", Wish(pemda=1, parts=frozenset({Part.DOCUMENTS}))).admin
    assert admin is not None
    return [(one.title, one.users) for one in admin.documents]


def test_only_a_coordinator_orders_one(region: Region) -> None:
    order = KeepPemdaFile(1, FilePurpose.DOCUMENT, "F", "a.pdf", 9, "Perbup")
    region.do("Citra", order)
    assert unpack(region.rows(OUTBOX)[-1]["payload"]).title == "Perbup"
    assert region.refuses("Ani", order)
    assert region.refuses("Budi", order)


def test_an_order_of_a_former_release_is_still_read() -> None:
    old = {"job": "pemda_file", "pemda": 1, "purpose": "rule", "file_id": "F", "name": "a", "size": 1, "person": 1}
    assert unpack(old) == PemdaFile(1, "rule", "F", "a", 1, 1)


def test_a_kept_document_is_seen_with_its_users_and_logged(region: Region) -> None:
    assert keep(region, "Perbup 25", "ab") == ""
    assert region.row(REGION_DOCUMENT, id=1)["year"] == 2024
    assert seen(region) == [("Perbup 25", ())]
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    assert seen(region) == [("Perbup 25", ("Dinkes",))]
    assert "document_kept" in region.acts()


def test_users_of_one_short_name_are_told_apart(region: Region) -> None:
    region.do("Citra", ImportOpds(1, (OpdRow("D2", "Dinas Kesehatan Hewan", "Dinkes", "Dinas"),)))
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    assert seen(region) == [("Perbup 25", ("Dinkes\u00a0(DINKES)",))]


def test_the_same_file_is_kept_once_and_the_list_has_an_end(region: Region) -> None:
    assert keep(region, "Perbup", "s0") == ""
    assert keep(region, "Perbup lagi", "s0") == "same"
    for number in range(1, MOST):
        assert keep(region, f"Dokumen {number}", f"s{number}") == ""
    assert keep(region, "Satu lagi", "zz") == "many"
    assert len(kept(region)) == MOST
    assert {row["key"] for row in region.rows(DISCARDED)} == {"zz/key"}
    assert keep(region, "", "yy", replaces=1) == ""


def test_another_file_is_another_document_with_the_same_title_and_choice(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Citra", ChangeDocument(1, "Perbup 25 Tahun 2024", ("V03",), (3,)))
    keep(region, "apa saja", "cd", replaces=1)
    former, new = region.rows(REGION_DOCUMENT)
    assert (former["removed_at"] is not None, new["removed_at"]) == (True, None)
    assert (new["title"], new["variables"], new["levels"]) == ("Perbup 25 Tahun 2024", ["V03"], [3])
    assert seen(region) == [("Perbup 25 Tahun 2024", ())]
    for order in (RemoveDocument(1), ChangeDocument(1, "Lain", (), ())):
        assert region.refuses("Citra", order)


def test_a_document_replaces_only_one_of_its_own_pemda(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    keep(region, "Perwali", "cd", replaces=1, pemda=2)
    assert sorted(kept(region)) == ["Perbup 25", "Perwali"]
    assert seen(region) == [("Perbup 25", ())]


def test_its_bytes_go_when_nobody_needs_them_after_the_time_the_pemda_keeps(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    region.do("Ani", TakeDocument(region.dinkes, 1, "V01"))
    region.do("Citra", RemoveDocument(1))
    assert region.rows(DISCARDED)[0]["key"] == "ab/key"
    after = region.now + timedelta(days=6 * 366)
    assert region.database.write(lambda conn: list(discarded.due(conn, after))) == []  # evidence needs it
    keep(region, "SK Tim", "cd")
    region.do("Citra", RemoveDocument(2))
    assert region.database.write(lambda conn: list(discarded.due(conn, region.now))) == []
    assert region.database.write(lambda conn: list(discarded.due(conn, after))) == ["cd/key"]


def test_bytes_that_are_offered_are_files_of_the_pemda(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    found = region.database.read(pemda_files.all_of)
    assert [(file.key, file.sha256, file.bytes) for file in found] == [("ab/key", "ab", 900)]
    region.do("Citra", RemoveDocument(1))
    assert region.database.read(pemda_files.all_of) == []


def test_contacts_of_the_pemda_may_look_and_nobody_of_another(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    asked = Wish(assessment=region.dinkes, documents=True)
    assert [found.media.file_id for found in region.knows("Ani", asked).documents] == ["Fab"]
    assert region.knows("Gita", asked).documents == ()
    assert region.refuses("Ani", ChangeDocument(1, "Punya saya", (), ()), RemoveDocument(1))


def test_titles_are_one_line_of_some_length(region: Region) -> None:
    keep(region, "Perbup 25", "ab")
    for title in ("", "ab", "x" * 121, "dua\nbaris"):
        assert region.refuses("Citra", ChangeDocument(1, title, (), ()))


def test_another_retention_counts_from_the_removal(region: Region) -> None:
    region.do("Citra", ChangePemda(1, "kept_years", 1))
    keep(region, "Perbup 25", "ab")
    region.do("Citra", RemoveDocument(1))
    assert region.rows(DISCARDED)[0]["due_at"] > region.now
    assert region.row(PEMDA, id=1)["kept_years"] == 1
    assert documents.MOST == MOST
