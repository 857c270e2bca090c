"""The end of a review: what is open, what is fixed, who is told."""

import pytest
from sqlalchemy import update

from bot.flows.states.review import Concluded, Judging
from core.assessment.model import PeriodStatus
from core.effects import TellRole
from core.effects.review import FixVerdicts
from core.people.roles import Role
from storage.engine.schema import OUTBOX, PERSON
from tests.flows.review.dinkes import HERE, MINE, NOW, REGION, WHY, concluding, draft, region
from tests.flows.world import NUMBER, OFFICE, at


def test_what_is_open_is_named() -> None:
    phone = concluding(draft(region(), "V03", "V04", "V11"))
    phone.stands(
        "<b>Dinkes · bidang organisasi belum selesai</b>\n✅ V03 III\n✅ V04 III\n✅ V11 III\n"
        "Rancangan tersimpan. Belum dinilai: V10.",
        "[Nilai V10]",
        "[Buka antrean]",
    )
    phone.forge("fix").asks_for().toasts("Belum dinilai: V10")
    assert phone.tap("Nilai V10").state == Judging(*HERE, "V10")


def test_fixing_tells_the_contacts_of_returns() -> None:
    world = draft(region(), "V03", "V04")
    draft(world, "V10", "V11", level=None, note="Tidak terbaca")
    phone = concluding(world).tap("Kirim putusan").toasts("Putusan Dinkes dikirim")
    order, to_head = phone.orders
    assert isinstance(order, FixVerdicts)
    assert isinstance(to_head, TellRole)
    assert (to_head.role, to_head.opd) == (Role.HEAD, OFFICE)
    assert to_head.notice.text == (
        "Yth. Kepala Dinas Kesehatan\n↩️ Tim penilai mengembalikan V10, V11 pada penilaian mandiri 2026 kepada kontak "
        "untuk diperbaiki. Batas perbaikan: Selasa, 29 Desember 2026 pukul 16.00 WITA. "
        "Kontak sudah diberi tahu; Bapak/Ibu tidak perlu menyetujui lagi."
    )
    assert order.due == at("2026-12-29 16.00")  # five working days; the 24th and 25th are days off
    assert order.notice is not None
    assert order.notice.text.startswith("↩️ <b>Dinkes · 2 variabel</b> dikembalikan tim penilai.\nV10 ")
    assert [button.value for button in order.notice.rows[0]] == [f"open:{NUMBER}:V10", f"open:{NUMBER}:V11"]
    assert phone.state == Concluded(*HERE)


def test_fixing_without_returns_tells_nobody() -> None:
    concluding(draft(region(), *MINE)).tap("Kirim putusan").asks_for(FixVerdicts(NUMBER, REGION))


def test_a_return_drafted_before_the_period_ended_has_to_be_changed() -> None:
    world = draft(region(), *MINE, level=None, note=WHY)
    world.period_is(PeriodStatus.CLOSED)
    phone = concluding(world).tap("Kirim putusan")
    phone.asks_for().toasts("Masa perbaikan sudah lewat. Ubah dahulu yang dikembalikan.")


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        ("on its way", "⏳ V11 sedang disampaikan kepada kontak"),
        ("arrived", "↩️ V11 tersampaikan kepada kontak pukul 10.00 WITA"),
        ("refused", "⚠️ V11 belum tersampaikan, kontak tidak terjangkau. Hubungi koordinator."),
        ("nobody", "⚠️ V11 belum tersampaikan, belum ada kontak yang terjangkau. Hubungi koordinator."),
    ],
)
def test_the_verifier_sees_how_the_notice_fared(fate: str, words: str) -> None:
    world = draft(region(), "V03", "V04", "V10")
    draft(world, "V11", level=None, note="Buram")
    if fate == "nobody":
        world.conn.execute(update(PERSON).where(PERSON.c.id.in_((1, 2))).values(unreachable_since=NOW))
    phone = concluding(world).tap("Kirim putusan")
    became = {"arrived": {"state": "sent", "message_id": 5, "sent_at": NOW}, "refused": {"state": "failed"}}.get(fate)
    if became:
        world.conn.execute(update(OUTBOX).where(OUTBOX.c.chat_id.in_((11, 22))).values(**became))
    assert phone.screen.text.endswith(words)
    assert len(phone.screen.rows) == 2  # the next OPD, and the queue
