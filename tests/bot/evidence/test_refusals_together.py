"""Files of one album that turn out not to be evidence are told in one notice, which grows with each of them."""

from dataclasses import replace

from core.assessment.model import EvidenceKind
from core.effects import AttachFile, Origin
from storage.engine.schema import OUTBOX
from tests.bot.copying import ANI, Copying
from tests.bot.papers import pdf
from tests.storage.region import answered

PROGRAM = b"MZ\x90\x00" + b"\x00" * 500


def send(copying: Copying, name: str, content: bytes, album: str, variable: str = "V01") -> None:
    file = copying.ani.document(name, content).file
    number = copying.region.dinkes
    attach = AttachFile(
        number, variable, EvidenceKind.DOCUMENT, name, "application/pdf", len(content), file.file_id, file.unique_id
    )
    said = answered(number, variable, 1)[:2]
    copying.region.do("Ani", *said, replace(attach, origin=Origin(album=album)))


async def test_refusals_of_an_album_join_one_notice(copying: Copying) -> None:
    send(copying, "a.pdf", PROGRAM, "7")
    await copying.settled()
    send(copying, "b.pdf", pdf(), "7")
    send(copying, "c.pdf", PROGRAM + b"c", "7", "V02")
    await copying.settled()
    first, second = copying.region.rows(OUTBOX, kind="send") + copying.region.rows(OUTBOX, kind="edit")
    assert first["payload"]["text"].startswith("⚠️ a.pdf pada V01 tidak dapat disimpan karena isinya program")
    assert (second["kind"], second["target_outbox"], second["chat_id"]) == ("edit", first["id"], ANI)
    assert second["payload"]["text"] == (
        "⚠️ 2 dari 3 berkas pada V01 dan V02 tidak dapat disimpan: a.pdf (isinya program, bukan dokumen), "
        "c.pdf (isinya program, bukan dokumen). Kirim PDF, foto, Word, Excel, atau PowerPoint."
    )
    assert [row[0][0] for row in second["payload"]["rows"]] == ["Ganti bukti V01", "Ganti bukti V02"]


async def test_files_sent_alone_and_of_other_albums_have_their_own_notice(copying: Copying) -> None:
    for name, album in (("a.pdf", "7"), ("b.pdf", "8"), ("c.pdf", "")):
        send(copying, name, PROGRAM + name.encode(), album)
        await copying.settled()
    assert [row["kind"] for row in copying.region.rows(OUTBOX)] == ["send"] * 3
