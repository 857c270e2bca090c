"""Invitations: tokens as a table, as JSON, as a sheet; revoking them."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from core.facts import InvitationState
from storage.database import Database
from storage.engine import settings
from storage.people import invitations
from tests.bot.cli.place import KUTIM, OPDS, PASER, Pandu

DUE = "2037-12-14T16:00:00+08:00"


def state_of(pandu: Pandu, token: str) -> InvitationState | None:
    database = Database.open(pandu.url)
    found, _, _ = database.read(lambda conn: invitations.find(conn, token, 1001, datetime.now(UTC)))
    database.close()
    return found.state if found else None


def named(pandu: Pandu) -> None:
    """The bot has run once."""
    database = Database.open(pandu.url)
    database.write(lambda conn: settings.put(conn, "bot_username", "pandu_matang_bot"))
    database.close()


def test_json_lists_what_other_programs_need(kutim: Pandu) -> None:
    done = kutim("invite", "--opd", "dinkes", "--json")
    (one,) = json.loads(done.stdout)
    assert one == {"opd": "DINKES", "role": "contact", "token": one["token"], "link": None, "expires": DUE}
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", one["token"])
    assert done.stderr == ""
    assert state_of(kutim, one["token"]) is InvitationState.OPEN


def test_links_lead_to_the_bot_that_ran(kutim: Pandu) -> None:
    named(kutim)
    done = kutim("invite", "--all", "--role", "head", "--uses", "2", "--until", "2037-12-01", "--json")
    made = json.loads(done.stdout)
    assert [one["opd"] for one in made] == sorted(one["opd"] for one in made)
    assert len(made) == 55
    assert {one["expires"] for one in made} == {"2037-12-01T23:59:59+08:00"}
    assert all(one["link"] == f"https://t.me/pandu_matang_bot?start={one['token']}" for one in made)
    assert done.stderr == ""


def test_without_a_form_it_prints_a_table(kutim: Pandu) -> None:
    named(kutim)
    done = kutim("invite", "--opd", "RSUD")
    assert re.fullmatch(r"RSUD  https://t\.me/pandu_matang_bot\?start=[A-Za-z0-9_-]{22}\n", done.stdout)
    assert done.stderr == (
        "1 undangan kontak dibuat, sekali pakai, berlaku sampai Senin, 14 Desember 2037 pukul 16.00 WITA.\n"
    )


def test_before_the_bot_has_run_the_token_is_sent_by_hand(kutim: Pandu) -> None:
    done = kutim("invite", "--all", "--role", "head", "--uses", "2", "--until", "2037-12-01")
    assert done.stdout.count("\n") == 55
    assert done.stderr == (
        "55 undangan kepala OPD dibuat, untuk 2 orang, berlaku sampai Selasa, 1 Desember 2037 pukul 23.59 WITA.\n"
        "Tautan belum diketahui karena bot belum pernah berjalan. Token dikirim ke bot setelah /start.\n"
    )


@pytest.mark.parametrize(
    "words", [("--role", "verifier", "--opd", "DINKES", "--field", "keuangan"), ("--role", "viewer")]
)
def test_roles_of_the_whole_pemda(kutim: Pandu, words: tuple[str, ...]) -> None:
    (one,) = json.loads(kutim("invite", *words, "--json").stdout)
    assert one["role"] == words[1]
    assert one["opd"] == ("DINKES" if "--opd" in words else None)


def test_without_a_period_they_hold_for_30_days(pandu: Pandu) -> None:
    pandu("pemda", "add", KUTIM)
    (one,) = json.loads(pandu("invite", "--role", "coordinator", "--json").stdout)
    left = datetime.fromisoformat(one["expires"]) - datetime.now(UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", one["expires"])
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)
    assert pandu("invite", "--all", status=1).stderr == "Belum ada OPD. Impor dahulu: pandu opd import BERKAS\n"


def test_the_sheet_has_a_page_for_each_opd(kutim: Pandu) -> None:
    done = kutim("invite", "--all", "--sheet", "Undangan_2026.pdf")
    assert done.stdout == "Undangan_2026.pdf: 55 lembar.\n"
    pdf = (kutim.folder / "Undangan_2026.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 55


def test_refusals_leave_no_token_behind(kutim: Pandu) -> None:
    assert kutim("invite", "--opd", "DINKOS", status=1).stderr == (
        "OPD DINKOS tidak ada. Periksa kodenya dalam daftar OPD.\n"
    )
    refused = kutim("invite", "--all", "--sheet", "nowhere/u.pdf", status=1)
    assert refused.stderr == "nowhere/u.pdf tidak dapat ditulis (foldernya tidak ada atau tidak boleh ditulisi).\n"
    assert "masa lalu" in kutim("invite", "--all", "--until", "2020-01-01", status=2).stderr
    assert kutim("invite", "revoke", "--all").stdout == "Tidak ada undangan yang masih terbuka.\n"


def test_revoking_ends_what_is_open_of_one_opd_or_of_all(kutim: Pandu) -> None:
    kutim("pemda", "add", PASER)
    kutim("opd", "import", str(OPDS), "--pemda", PASER)
    theirs = json.loads(kutim("invite", "--opd", "DINKES", "--pemda", PASER, "--json").stdout)[0]["token"]
    ours = [one["token"] for one in json.loads(kutim("invite", "--all", "--pemda", KUTIM, "--json").stdout)]
    revoke = ("invite", "revoke", "--pemda", KUTIM)
    assert kutim(*revoke, "--opd", "DINKES").stdout == "1 undangan dicabut.\n"
    assert kutim(*revoke, "--all").stdout == "54 undangan dicabut.\n"
    assert {state_of(kutim, token) for token in ours[:3]} == {InvitationState.REVOKED}
    assert state_of(kutim, theirs) is InvitationState.OPEN


def test_revoking_of_an_opd_leaves_the_verifier_who_comes_from_there(kutim: Pandu) -> None:
    verifier, head = (
        json.loads(kutim("invite", "--role", role, "--opd", "DINKES", "--json").stdout)[0]["token"]
        for role in ("verifier", "head")
    )
    assert kutim("invite", "revoke", "--opd", "DINKES").stdout == "1 undangan dicabut.\n"
    assert state_of(kutim, head) is InvitationState.REVOKED
    assert state_of(kutim, verifier) is InvitationState.OPEN
    assert kutim("invite", "revoke", "--all").stdout == "1 undangan dicabut.\n"
