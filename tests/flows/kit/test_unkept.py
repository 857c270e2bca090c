"""A file is stored, or read for a preview, or its sender reads that it is not stored: on every screen there is."""

from dataclasses import fields, replace

import pytest

from bot.flows.base import State
from bot.flows.events import File
from bot.flows.kit.unkept import KEEPING
from bot.flows.people.dispute import Welcoming
from bot.flows.people.home import ChoosingOpd, Serving
from bot.flows.states.contact import Approving
from bot.texts.people.join import CHOOSE_FIRST
from core.assessment.model import Approval, Status
from core.effects import SaveLevel, UseEvidence
from core.people.roles import Role
from storage.effects import HANDLERS
from tests.flows.crowd import crowd
from tests.flows.kit.test_names import ALL, people_at
from tests.flows.play import play
from tests.flows.world import CODES, NUMBER, World

TABLE = File("f", "u9", "daftar.xlsx", "application/vnd.ms-excel", 5000, 9)
PHOTO = replace(TABLE, name="", mime="image/jpeg", photo=True)
NOT_STORED = "⚠️ Berkas tidak disimpan."


def test_every_order_that_takes_a_file_is_known() -> None:
    taking = {order for order in HANDLERS if "file_id" in {entry.name for entry in fields(order)}}
    assert set(KEEPING) == taking | {UseEvidence}


@pytest.mark.parametrize("state", ALL, ids=lambda state: type(state).__name__)
def test_a_file_is_kept_or_its_sender_reads_that_it_is_not(state: State) -> None:
    for who in people_at(state):
        if who is crowd()["stranger"]:
            continue  # they read whom this bot is for, whatever they send
        for sent in (TABLE, PHOTO):
            step = who.step(state, sent)
            kept = any(isinstance(order, KEEPING) for order in step.effects)
            told = bool(step.refused) or step.banner.startswith((NOT_STORED, CHOOSE_FIRST))
            assert kept is not told, (step.banner, step.effects)
            assert kept or step.banner or step.refused


def test_on_the_choice_of_an_opd_it_is_sent_again_after_the_choice() -> None:
    phone = crowd()["contact of many"]
    assert phone.step(ChoosingOpd(), TABLE).banner == CHOOSE_FIRST


def test_at_the_welcome_it_goes_where_it_would_go_from_the_contents() -> None:
    """Also where a colleague has answered everything, or sent it."""
    play(World().fill(*CODES), "Ani", Welcoming(NUMBER)).file("Renja.pdf").reads("Renja.pdf diterima untuk V")
    world = World().fill(*CODES)
    world.status = Status.SUBMITTED
    play(world, "Ani", Welcoming(NUMBER)).file("Renja.pdf").asks_for().reads("Renja.pdf tidak disimpan.")
    world = World()
    world.apply(SaveLevel(NUMBER, "V01", 3), "Dewi")
    play(world, "Ani", Welcoming(NUMBER)).file("Renja.pdf").reads("Renja.pdf diterima untuk V01")


@pytest.mark.parametrize("state", [Serving(Role.HEAD, NUMBER), Approving(NUMBER)], ids=("welcome", "approval"))
def test_a_head_reads_who_sends_evidence(state: State) -> None:
    phone = play(World(approval=Approval.IN_BOT), "Eko", state).file("Renja.pdf").asks_for()
    phone.reads(f"{NOT_STORED} Bukti dikirim oleh kontak OPD dari ponselnya.")
