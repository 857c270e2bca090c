"""A whole worked period of Kutai Timur: answers, evidence, a return and its repair, verdicts of region and province,
the result made final, opened again and made known; invitations taken, roles ended, a question, a group, documents of
the region, its own list of evidence, a table of positions."""

from datetime import timedelta
from decimal import Decimal

from core.assessment.subjects import Subject
from core.effects import (
    Ask,
    ChangeDocument,
    ChangeOwnList,
    DisputeOpd,
    FinishAction,
    LeaveRole,
    NoteWorkloadAsked,
    OpenPeriod,
    RemoveEvidence,
    Reply,
    SaveAction,
    SaveExplanation,
    SaveLevel,
    SaveWorkload,
    Submit,
    SubmitRepair,
    TakeDocument,
)
from core.effects.groups import BindGroup
from core.effects.pemda import ChangePemda, KeepOpinion, KeepSubject, RetireSubject, SetHead
from core.effects.periods import DraftPeriod, Extend, Finalise, PublishResults, ReopenResult
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.people.roles import Role
from core.productivity.model import Position
from core.review.facts import ReviewWish
from core.review.verdicts import Stage
from core.screen import Notice
from core.wish import Wish
from storage.engine.schema import ANSWER, ASSESSMENT, CORRECTIVE_ACTION, EVIDENCE, MEMBERSHIP
from storage.evidence import copying
from storage.evidence.store import key_of
from storage.messaging.contents import PemdaFile
from storage.orders.rights import Actor
from storage.pemda import documents
from tests.storage.region import CODES, DUE, OPENS, VERIFY_DUE, Region, answered, filled, photo

PROVINCE_ACCOUNT = 909


def work(region: Region) -> None:
    dinkes, dishub = region.dinkes, region.dishub
    _settings(region)
    region.do(
        "Ani", *filled(dinkes, {"V02": 4}), photo(dinkes, "V03", "dua"), photo(dinkes, "V04", "tiga", "Renja.pdf")
    )
    removed = region.rows(EVIDENCE, unique_id="tiga")[0]["id"]
    region.do("Ani", RemoveEvidence(dinkes, removed, "V04"))
    region.do("Ani", Ask(dinkes, "V01", "Apakah Renja cukup?"))
    region.do("Citra", Reply(1, "Cukup."))
    region.do("Fajar", *answered(dishub, "V01", 2))
    region.do("Citra", NoteWorkloadAsked(1, (region.opd[1, "DINKES"],), 2026))
    region.do("Ani", SaveWorkload(region.opd[1, "DINKES"], 2026, (Position("Analis", Decimal(2500), 1, 1),)))
    _documents(region)
    _copied(region)
    region.do("Dewi", Submit(dinkes))
    region.now += timedelta(hours=1)
    _reviewed(region)
    region.do("Citra", Finalise((dinkes,)))
    region.now += timedelta(hours=1)
    region.do("Citra", ReopenResult(dinkes, ("V01",), "Bukti baru ditemukan"))
    region.now += timedelta(hours=1)
    _judged(region, Stage.REGION)
    _judged(region, Stage.PROVINCE)
    region.do("Citra", Finalise((dinkes,)), PublishResults(region.period[1]))
    _half_judged(region)
    _acted(region)


def _settings(region: Region) -> None:
    for key, value in (("province_review", True), ("fields", dict.fromkeys(CODES, "perencanaan"))):
        region.do("Citra", ChangePemda(1, key, value))
    region.do(
        "Citra", SetHead(region.opd[1, "DINKES"], "Dr. Sari", "Kepala Dinas", "Pembina", "198001012005012003", "Plt.")
    )
    for code in ("01", "02"):
        region.do("Ani", KeepSubject(region.opd[1, "DINKES"], Subject("service", code, "Izin", {"NOMOR": code})))
    region.do("Ani", RetireSubject(region.opd[1, "DINKES"], "service", "02"))
    region.do("Citra", KeepOpinion(1, 2025, "Kualitas Sedang", Decimal("62.57")))
    region.do("Citra", BindGroup(-1001, 7, "Tim", 1))
    region.take(region.invite(Role.PROVINCE), PROVINCE_ACCOUNT, "Prita")
    region.take(region.invite(Role.CONTACT, opds=("DISHUB",), uses=2), 910, "Indah")
    region.person |= {"Prita": 9, "Indah": 10}
    region.invite(Role.HEAD, opds=("DISHUB",))
    newest = region.rows(MEMBERSHIP)[-1]["id"]
    indah = Actor(10, 910, region.now)
    for order in (DisputeOpd(newest, True), DisputeOpd(newest, False), LeaveRole(newest)):
        region.do_as(indah, order)
    region.do("Citra", DraftPeriod(1, "2027", 1, *(at + timedelta(days=365) for at in (OPENS, DUE, VERIFY_DUE))))
    region.do("Citra", Extend(region.dishub, DUE + timedelta(days=2)))


def _documents(region: Region) -> None:
    """Two documents of the region: one was replaced by another file, and that one is evidence of Dishub."""
    for number, name in enumerate(("Perbup_25.pdf", "Perbup_25_2024.pdf")):
        job = PemdaFile(1, "document", f"D{number}", name, 900, 6, "Perbup 25", number)
        digest = f"{900 + number:064x}"
        file = {"key": key_of(digest), "sha256": digest, "bytes": "900", "mime": "application/pdf", "doubt": ""}
        citra = region.actor("Citra")
        region.database.write(lambda conn, job=job, file=file, actor=citra: documents.keep(conn, job, file, actor))
    region.do("Citra", ChangeDocument(2, "Perbup 25 Tahun 2024", ("V02",), (2, 3)))
    region.do("Fajar", TakeDocument(region.dishub, 2, "V02"))
    for words in ("SK tim", "SK tim perencanaan"):  # the first one goes again
        region.do("Citra", ChangeOwnList(1, "kematangan-2018", (("V02", 3, (words,)),)))


def _copied(region: Region) -> None:
    for row in region.rows(EVIDENCE, assessment_id=region.dinkes):
        digest = f"{row['id']:064x}"
        region.database.write(
            lambda conn, row=row, digest=digest: copying.stored(
                conn, row["id"], key_of(digest), digest, 1000 + row["id"], "image/jpeg", region.now
            )
        )


def _reviewed(region: Region) -> None:
    """V01 is given back and repaired, then everything is judged, by the province too."""
    dinkes, due = region.dinkes, region.now + timedelta(days=5)
    back = DraftVerdict(dinkes, Stage.REGION, "V01", 2, None, "Bukti tidak terbaca")
    others = [DraftVerdict(dinkes, Stage.REGION, code, 2, 3, "Turun" if code == "V02" else "") for code in CODES[1:]]
    region.do("Budi", ClaimReview(dinkes, Stage.REGION), back, *others)
    region.do("Budi", FixVerdicts(dinkes, Stage.REGION, due, Notice("V01 dikembalikan")))
    region.now += timedelta(hours=1)
    region.do("Ani", SaveExplanation(dinkes, "V01", "Bukti baru.", ()), SubmitRepair(dinkes, "V01"))
    region.now += timedelta(hours=1)
    _judged(region, Stage.REGION)
    _judged(region, Stage.PROVINCE)


def _judged(region: Region, stage: Stage) -> None:
    """Whatever is open at this stage is accepted."""
    actor = region.actor("Budi") if stage is Stage.REGION else Actor(9, PROVINCE_ACCOUNT, region.now)
    versions = {row["variable"]: row["version"] for row in region.rows(ANSWER, assessment_id=region.dinkes)}
    wish = Wish(review=ReviewWish(assessment=region.dinkes, stage=stage.value))
    review = region.knows_account(actor.telegram_id or 0, wish).review
    codes = [card.variable for card in review.dossier.cards] if review and review.dossier else []
    if codes:
        drafts = [DraftVerdict(region.dinkes, stage, code, versions[code], 3, "Sesuai bukti") for code in codes]
        region.do_as(actor, ClaimReview(region.dinkes, stage), *drafts, FixVerdicts(region.dinkes, stage))


def _half_judged(region: Region) -> None:
    """Dishub sends, and is judged half: drafts are left."""
    region.do("Fajar", *filled(region.dishub), Submit(region.dishub))
    versions = {row["variable"]: row["version"] for row in region.rows(ANSWER, assessment_id=region.dishub)}
    region.do(
        "Budi",
        ClaimReview(region.dishub, Stage.REGION),
        DraftVerdict(region.dishub, Stage.REGION, "V01", versions["V01"], 1, "Turun"),
    )


def _acted(region: Region) -> None:
    """A second period, about SOP, with a corrective action of each kind: done, open, dropped."""
    opd, later = region.opd[1, "DINKES"], timedelta(days=30)
    for code in ("01", "02"):
        region.do("Ani", KeepSubject(opd, Subject("sop", code, "Izin praktik")))
    region.do("Citra", OpenPeriod(1, "SOP", "sop-evaluasi", region.now, DUE + later, VERIFY_DUE + later))
    first = next(row["id"] for row in reversed(region.rows(ASSESSMENT)) if row["opd_id"] == opd)
    for code in ("E2", "E3", "E4"):
        words = SaveAction(first, code, "Revisi SOP", "Kasubbag", DUE.date())
        region.do("Ani", SaveLevel(first, code, 0), words)
    number = region.rows(CORRECTIVE_ACTION)[0]["id"]
    region.do("Ani", FinishAction(number, "Terbit"), SaveLevel(first, "E4", 1))
