"""An OPD with many SOP reads one paragraph and one button for all that it still owes, and asks for more time once."""

from dataclasses import replace
from datetime import timedelta

from bot.texts.reminders.messages import message
from core.assessment.model import Status
from core.assessment.subjects import Subject
from core.effects import AskForTime, KeepRegister
from core.instrument.parse import packaged_text
from core.reminders.policy import Duty, Entry
from storage.reminders import owed
from tests.flows.play import play
from tests.flows.world import NUMBER, OFFICE, World


def test_one_button_leads_to_all_lines_and_one_asks_for_more_time() -> None:
    world = World().with_instrument(packaged_text("sop-evaluasi"))
    world.status = Status.DRAFT
    world.apply(KeepRegister(OFFICE, "sop", tuple(Subject("sop", f"0{n}", f"SOP {n}") for n in range(1, 4))), "Ani")
    cases = owed.of_assessments(world.conn, {NUMBER, NUMBER + 1, NUMBER + 2, *range(200)}, world.now)
    mine = [one for one in cases.values() if one.opd == OFFICE and one.contact_owes]
    assert len(mine) == 3
    late = [Entry(Duty.FILLING, replace(one, due=world.now - timedelta(days=1))) for one in mine]
    notice = message(late, world.now, None)
    assert [[button.label for button in row] for row in notice.rows] == [["Isi SOP (3 belum)", "Minta perpanjangan"]]
    assert notice.text.startswith("<b>Dinkes · tenggat ")
    assert "3 SOP belum dikirim: SOP 1, SOP 2, SOP 3." in notice.text
    alone = message(late[:1], world.now, None)
    assert alone.rows[0][0].label == "Lanjutkan M1"
    (order,) = play(world, "Ani").steady(f"more_time:{NUMBER}").orders
    assert isinstance(order, AskForTime)
    assert order.notice.text.startswith("Dinas Kesehatan meminta perpanjangan untuk semua SOP yang belum dikirim.")
