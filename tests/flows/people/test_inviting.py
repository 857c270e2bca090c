"""The questions before invitations are made, and the list of who has opened theirs."""

from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select, update

from bot.flows.states.coordinator import ShowingOpd
from bot.flows.states.people import (
    ChoosingInvited,
    ConfirmingInvitation,
    ConfirmingInvitations,
    Inviting,
    ListingInvited,
)
from bot.rendering import sheets
from core.assessment.model import Approval
from core.effects import ImportOpds, Invite
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from storage.audit import chain
from storage.engine import settings
from storage.engine.schema import AUDIT_CONTENT, INVITATION, OUTBOX
from storage.messaging.contents import InvitationSheet
from storage.messaging.packing import unpack
from tests.flows.ground import ROWS
from tests.flows.play import Play, play
from tests.flows.world import DUE, OFFICE, PEMDA, World

ALL = tuple(number for _, number in sorted((row.code, number) for number, row in enumerate(ROWS, 1)))
LACKING = tuple(number for number in ALL if number > 52)
"""OPD without a contact."""
SETDA = 1


def citra(world: World) -> Play:
    return play(world, "Citra", Inviting(PEMDA))


def sheets_made(world: World) -> list[sheets.IssuedSheet]:
    """What the workshop would send for the jobs that wait, in order."""
    settings.put(world.conn, settings.BOT_USERNAME, "pandu_bot")
    made = []
    waiting = select(OUTBOX.c.id, OUTBOX.c.payload).where(OUTBOX.c.state == "waiting").order_by(OUTBOX.c.id)
    for row in world.conn.execute(waiting).all():
        job = unpack(row.payload)
        if isinstance(job, InvitationSheet):
            chain.begin(world.conn)
            made.append(sheets.issue(world.conn, job, world.now))
            chain.settle(world.conn)
            world.conn.execute(OUTBOX.update().where(OUTBOX.c.id == row.id).values(state="sent"))
    return made


def open_tokens(world: World) -> int:
    still = (INVITATION.c.revoked_at.is_(None), INVITATION.c.used == 0)
    return len(world.conn.execute(select(INVITATION.c.id).where(*still)).all())


def test_the_overview_counts_what_is_still_being_made() -> None:
    world = World()
    phone = citra(world)
    for count, code in enumerate(("DINKES", "DISHUB", "BAPPEDA"), 1):
        phone.text(code).tap("Buat undangan")
        assert f"\n{count} undangan belum dibuka.\n" in phone.standing.text
    sheets_made(world)
    phone.text("DINKES").tap("Buat undangan")  # takes the place of the first
    assert "\n3 undangan belum dibuka.\n" in phone.standing.text
    phone.tap("Undang lainnya").tap("Peninjau")
    assert "\n4 undangan belum dibuka.\n" in phone.standing.text
    assert len(sheets_made(world)) == 2
    assert open_tokens(world) == 4


def test_all_means_those_without_contact_and_without_invitation() -> None:
    world = World()
    phone = citra(world).tap("Undang semua OPD").asks_for()
    phone.stands(
        "Undang kontak <b>3 OPD</b>?\nDilewati: 52 sudah punya kontak.\n"
        "Satu berkas untuk dicetak, atau satu pesan tiap OPD: lembar PDF dan teks untuk diteruskan.",
        "[Satu berkas untuk dicetak]",
        "[Satu pesan tiap OPD]",
        "[Ikutkan 52 OPD lainnya]",
        "[Batalkan]",
    )
    phone.tap("Satu berkas untuk dicetak").asks_for(Invite(PEMDA, Role.CONTACT, LACKING, DUE))
    phone.says("Undangan kontak untuk 3 OPD dibuat; lembarnya dikirim ke sini.")


def test_while_the_sheet_is_being_made_and_after_it_nobody_is_invited_twice() -> None:
    world = World()
    citra(world).tap("Undang semua OPD").tap("Satu berkas")
    again = citra(world).tap("Undang semua OPD")
    again.reads("Semua 55 OPD sudah punya kontak atau undangan yang belum dibuka.").hides("[Satu berkas")
    assert [len(one.pages.sheets) for one in sheets_made(world)] == [3]
    citra(world).tap("Undang semua OPD").reads("Semua 55 OPD sudah punya kontak").hides("[Satu berkas")
    assert open_tokens(world) == 3


def test_the_others_are_invited_on_request_and_old_invitations_end() -> None:
    world = World()
    citra(world).tap("Undang semua OPD").tap("Satu berkas")
    sheets_made(world)
    phone = citra(world).tap("Undang semua OPD").tap("Ikutkan 55 OPD lainnya").asks_for()
    phone.reads("semua 55 OPD", "3 undangan yang belum dibuka dicabut dan diganti.")
    phone.tap("Satu berkas untuk dicetak").asks_for(Invite(PEMDA, Role.CONTACT, ALL, DUE))
    sheets_made(world)
    assert open_tokens(world) == 55


def test_a_copied_confirmation_of_an_old_screen_invites_nobody_more() -> None:
    world = World()
    phone = play(world, "Citra", ConfirmingInvitations(PEMDA, "contact"))
    phone.tap("Satu berkas")
    play(world, "Citra", ConfirmingInvitations(PEMDA, "contact")).forge("sheet:3").asks_for()
    for name in ("Ani", "Hadi"):
        play(world, name, ConfirmingInvitations(PEMDA, "contact", everybody=True)).forge("each:55").asks_for()
        play(world, name, ConfirmingInvitation(PEMDA, "head", OFFICE)).forge(f"invite:{OFFICE}").asks_for()


def test_a_typed_name_finds_and_asks_first() -> None:
    world = World()
    phone = citra(world).text("dinkes").asks_for()
    phone.reads("Undang kontak <b>Dinas Kesehatan</b>?\nSudah terdaftar: 2 kontak.", "[Buat undangan]", "[Batalkan]")
    assert phone.tap("Batalkan").asks_for().state == Inviting(PEMDA)
    phone.text("dinkes").tap("Buat undangan").asks_for(Invite(PEMDA, Role.CONTACT, (OFFICE,), DUE))
    phone.says("Undangan kontak Dinkes dibuat; lembarnya dikirim ke sini.")
    phone.tap("Pilih satu OPD")
    assert phone.standing.text == "Undang kontak: pilih satu dari 55 OPD, atau ketik kode atau namanya."
    phone.text("setda").tap("Buat undangan").asks_for(Invite(PEMDA, Role.CONTACT, (SETDA,), DUE))


def test_an_invitation_that_is_replaced_is_named_and_revoked() -> None:
    world = World()
    citra(world).text("dinkes").tap("Buat undangan")
    (first,) = sheets_made(world)
    citra(world).text("dinkes").reads("Undangan dari 7 Desember 2026 yang belum dibuka dicabut dan diganti.").tap(
        "Buat undangan"
    )
    (second,) = sheets_made(world)
    assert first.pages.sheets[0].token != second.pages.sheets[0].token
    assert open_tokens(world) == 1


def test_a_sheet_that_has_to_be_made_again_leaves_no_token_behind() -> None:
    """The process was killed between the tokens and the sending."""
    world = World()
    citra(world).text("dinkes").tap("Buat undangan")
    sheets_made(world)
    world.conn.execute(OUTBOX.update().where(OUTBOX.c.kind == "document").values(state="waiting"))
    sheets_made(world)
    assert open_tokens(world) == 1


def test_heads_are_invited_whatever_the_approval() -> None:
    for approval in Approval:
        phone = citra(World(approval=approval)).tap("Undang kepala")
        assert phone.state == ChoosingInvited(PEMDA, "head")
        phone.tap("Undang semua OPD").reads("Undang kepala <b>54 OPD</b>?\nDilewati: 1 sudah punya kepala.")
    page = play(World(), "Citra", ShowingOpd(PEMDA, SETDA)).command("admin")
    page = play(World(), "Citra", ShowingOpd(PEMDA, SETDA))
    page.tap("Undang kepala").reads("Undang kepala <b>Sekretariat Daerah").tap("Buat undangan")
    page.asks_for(Invite(PEMDA, Role.HEAD, (SETDA,), DUE))
    assert page.state == ShowingOpd(PEMDA, SETDA)


def test_a_message_for_each_opd_with_its_text_its_paper_and_a_copy_button() -> None:
    world = World()
    phone = citra(world).tap("Undang semua OPD").tap("Satu pesan tiap OPD")
    phone.asks_for(Invite(PEMDA, Role.CONTACT, LACKING, DUE, each=True))
    phone.says("Undangan kontak untuk 3 OPD dibuat; satu pesan tiap OPD dikirim ke sini.")
    made = sheets_made(world)
    assert [len(one.pages.sheets) for one in made] == [1, 1, 1]
    for one, number in zip(made, LACKING, strict=True):
        (page,) = one.pages.sheets
        row = ROWS[number - 1]
        assert one.file_name == f"Undangan_Kontak_{row.code}_2026.pdf"
        assert page.link is not None
        assert page.link in one.caption
        copied = one.rows[0][0]
        assert copied.label == "Salin teks undangan"
        assert copied.value.endswith(page.link)
        assert row.name in copied.value
        assert len(copied.value) <= 256
        assert [button.label for row in one.rows for button in row] == [
            "Salin teks undangan",
            "Cabut undangan",
            "Buka menu",
        ]
    stored = " ".join(str(row) for row in world.conn.execute(select(OUTBOX.c.payload)).scalars())
    assert not any(one.pages.sheets[0].token in stored for one in made)


def test_file_names_by_role() -> None:
    world = World()
    citra(world).tap("Undang kepala").tap("Undang semua OPD").tap("Satu berkas")
    citra(world).tap("Undang penilai").tap("Perencanaan").tap("Tanpa OPD asal")
    citra(world).tap("Undang lainnya").tap("Peninjau")
    assert [one.file_name for one in sheets_made(world)] == [
        "Undangan_Kepala_2026.pdf",
        "Undangan_Penilai_perencanaan_2026.pdf",
        "Undangan_Peninjau_2026.pdf",
    ]


def test_who_has_opened_theirs_and_who_has_not() -> None:
    world = World()
    citra(world).text(ROWS[LACKING[0] - 1].code).tap("Buat undangan")
    phone = citra(world).tap("Lihat siapa yang belum")
    phone.reads("<b>Undangan kontak</b>: 52 OPD bergabung, 1 belum dibuka, 2 belum diundang.")
    phone.reads("undangan sedang dibuat", "belum diundang", "[Undang 2 OPD ini]", "[Lihat kepala] [Kembali]")
    sheets_made(world)
    phone = citra(world).tap("Lihat siapa yang belum").reads("diundang 7 Desember 2026, belum dibuka")
    phone.tap("›").hides("belum dibuka\n").tap("‹").reads("belum diundang")
    assert phone.tap("Undang 2 OPD ini").state == ConfirmingInvitations(PEMDA, "contact")
    phone.reads("Undang kontak <b>2 OPD</b>?")
    citra(world).tap("Lihat siapa yang belum").tap("Lihat kepala").reads(
        "<b>Undangan kepala</b>: 1 OPD bergabung, 0 belum dibuka, 54 belum diundang."
    )


def test_whatsapp_where_the_offices_telephone_is_known() -> None:
    world = World()
    row = ROWS[SETDA - 1]
    numbered = OpdRow(row.code, row.name, row.short_name, row.kind, "6281234567890")
    world.apply(ImportOpds(PEMDA, (numbered,)), "Citra")
    world.apply(ImportOpds(PEMDA, (row,)), "Citra")  # a list without telephones leaves them
    citra(world).text(row.code).tap("Buat undangan")
    citra(world).text("dinkes").tap("Buat undangan")
    known, unknown = sheets_made(world)
    (copied,), (whatsapp,), _ = known.rows
    assert whatsapp.label == "Kirim lewat WhatsApp"
    parts = urlsplit(whatsapp.value)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/6281234567890")
    assert parse_qs(parts.query) == {"text": [copied.value]}
    assert "WhatsApp" not in str(unknown.rows)
    assert "6281234567890" not in str(world.conn.execute(select(AUDIT_CONTENT.c.content)).scalars().all())


def test_a_sheet_that_nobody_can_read_keeps_nobody_from_inviting() -> None:
    world = World()
    citra(world).tap("Undang semua OPD").tap("Satu berkas")
    (stored,) = world.conn.execute(select(OUTBOX.c.payload).where(OUTBOX.c.kind == "document")).scalars()
    for broken in ({"opds": None}, {"role": ["contact"]}, {"job": {}}):
        world.conn.execute(update(OUTBOX).where(OUTBOX.c.kind == "document").values(payload={**stored, **broken}))
        citra(world).tap("Undang semua OPD").reads("[Satu berkas untuk dicetak]")


def test_the_list_of_the_invited_turns_its_pages() -> None:
    phone = play(World(), "Citra", ListingInvited(PEMDA, "head")).tap("›")
    assert phone.asks_for().state == ListingInvited(PEMDA, "head", page=1)
    for forged, page in (("page:99", 99), ("page:x", 0), ("page:99999999999999999999999", 0)):
        assert phone.forge(forged).asks_for().state == ListingInvited(PEMDA, "head", page=page)
