"""Every text of these flows, rendered with words that would break HTML, hide, turn or never end."""

import inspect
import re
from dataclasses import replace
from types import ModuleType

import pytest

from bot.flows.states.periods import ManagingResults
from bot.texts import common
from bot.texts.answers import (
    approval,
    conflict,
    contents,
    explanation,
    level,
    question as ask,
    repair,
    submit,
    summary,
    variable as answers,
)
from bot.texts.contact import attach, edits, stray
from bot.texts.evidence import refusals, screens as evidence
from bot.texts.pemda import opds
from bot.texts.periods import period
from bot.texts.results import region
from core.assessment.answer import Answer, FormerAnswer, Reopening
from core.assessment.declarant import DeclarantFault, Unclear
from core.assessment.model import (
    Approval,
    Assessment,
    Declarant,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Opd,
    Status,
    Submission,
)
from core.facts import Colleague
from core.fit import fit
from core.instrument.chapters import Chapter
from core.written import long_day
from tests.flows.checks import check_html
from tests.flows.results.ended import citra
from tests.flows.situations import four_opds
from tests.flows.world import CODES, INSTRUMENT, PEMDA, World, at
from tests.rules.plan import ROOT

MODULES = (
    answers,
    ask,
    attach,
    conflict,
    contents,
    edits,
    evidence,
    explanation,
    approval,
    level,
    refusals,
    repair,
    stray,
    submit,
    summary,
)
HOSTILE = "<b>&amp; 🙂 \u202eمرحبا\x00</blockquote>\n" * 3
NOW = at("2026-12-10 14.07")


def hostile_assessment(status: Status) -> Assessment:
    answer = Answer("V01", 3, HOSTILE * 9, 2, 1, HOSTILE, NOW, reopened=Reopening(HOSTILE, NOW, NOW))
    items = tuple(
        Evidence(number, kind, HOSTILE, state, ("V01",), year, 1, NOW)
        for number, (kind, state, year) in enumerate(
            [
                (EvidenceKind.PHOTO, EvidenceState.RECEIVED, None),
                (EvidenceKind.DOCUMENT, EvidenceState.STORED, 2026),
                (EvidenceKind.LINK, EvidenceState.STORED, None),
            ]
        )
    )
    base = World().fill(*CODES).assessment
    return replace(
        base,
        opd=Opd(5, "DINKES", HOSTILE, HOSTILE, HOSTILE),
        period=replace(base.period, name=HOSTILE),
        status=status,
        answers={**base.answers, "V01": answer},
        evidence=base.evidence + items,
        former={"V01": FormerAnswer(4, HOSTILE, None, ((1, HOSTILE),))},
        declarant=Declarant(HOSTILE, HOSTILE, HOSTILE),
        submission=Submission(NOW, HOSTILE, HOSTILE, True, 3),
        approval=Approval.IN_BOT,
    )


SHOWN = hostile_assessment(Status.RETURNED)
VALUES = {
    "a": SHOWN,
    "code": "V01",
    "here": "V01",
    "other": "V02",
    "target": "V02",
    "others": ["V01", "V02", "V03"],
    "codes": CODES,
    "follows": "Pernyataan.",
    "most": 100,
    "lacking": ("level", "explanation", "evidence"),
    "now": NOW,
    "at": NOW,
    "zone": "WITA",
    "heads": 0,
    "year": 2026,
    "number": 3,
    "count": 3,
    "size": 30_000_000,
    "limit": 20 * 1024 * 1024,
    "files": 2,
    "links": 1,
    "messages": 2,
    "total": 3,
    "reuse": True,
    "undated": True,
    "waiting": True,
    "part": "evidence",
    "asked": "evidence",
    "kind": "sticker",
    "instrument": "kematangan-2018",
    "colleague": Colleague(2, HOSTILE, "V01", NOW),
    "answer": SHOWN.answers["V01"],
    "evidence": SHOWN.evidence[-1],
    "new": SHOWN.evidence,
    "found": Unclear(DeclarantFault.DIGITS, 17),
    "numbered": list(enumerate(SHOWN.evidence, start=1)),
    "names": [HOSTILE] * 7,
    "above": [],
    "presence": [],
    "where": common.named(HOSTILE),
    "targets": [("V02", HOSTILE), ("V03", HOSTILE)],
    "numeral": "III",
    "reached": "tingkat III",
    "until": "tingkat V02 dipilih",
    "why": common.LOCKED,
    "told": "Ani menyimpan penjelasan:",
}
LABELS_AND_TOASTS = {"with_why", "why_same", "use", "used", "used_again", "removed", "moved", "nobody"}
"""Plain text by contract: labels and toasts are not HTML."""


def texts(module: ModuleType):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield pytest.param(function, id=f"{module.__name__.rpartition('.')[2]}.{name}")


def arguments(function, found: Evidence | Unclear) -> dict[str, object]:
    wanted = inspect.signature(function).parameters
    values = {name: VALUES.get(name, HOSTILE) for name in wanted}
    if "evidence" in values and "Sequence" in str(wanted["evidence"].annotation):
        values["evidence"] = SHOWN.evidence
    if "undated" in values and "Sequence" in str(wanted["undated"].annotation):
        values["undated"] = SHOWN.evidence
    if "numbered" in values and "str, str" in str(wanted["numbered"].annotation):
        values["numbered"] = [(1, HOSTILE, HOSTILE)]
    if "at" in values and wanted["at"].annotation is str:
        values["at"] = "pukul 14.07 WITA"
    if "new" in values and wanted["new"].annotation is str:
        values["new"] = "IV"
    if "former" in values:
        values["former"] = "III"
    if function in (contents.chapter, contents.part_line):
        values["part"] = Chapter("V01", HOSTILE, ("V01",))
    if function is contents.contents:
        values["parts"] = [Chapter("V01", HOSTILE, ("V01",))]
    if function is edits.sent:
        values["what"] = edits.REASON
    if function is level.without_proof:
        values["line"] = "✅ V01 Perencanaan: tingkat III, penjelasan, bukti"
    if function is conflict.level:
        values |= {"theirs": "III", "mine": "IV"}
    if function is summary.person:
        values["who"] = SHOWN.declarant
    return values


@pytest.mark.parametrize("function", [found for module in MODULES for found in texts(module)])
def test_every_text_survives_hostile_words(function):
    said = function(**arguments(function, VALUES["found"]))
    for text in said if isinstance(said, list | tuple) else [said]:
        if not isinstance(text, str):
            continue
        assert "\x00" not in text
        assert "\u202e" not in text
        if function.__name__ not in LABELS_AND_TOASTS:
            check_html(text)
            check_html(fit(text))
        assert text.strip()


@pytest.mark.parametrize("fault", list(DeclarantFault))
def test_every_fault_of_an_identity_says_what_to_do(fault):
    assert "Tulis" in summary.unclear(Unclear(fault, 17))


@pytest.mark.parametrize("status", [Status.DRAFT, *list(Status)[3:]])
def test_every_status_has_a_receipt(status):
    shown = hostile_assessment(status)
    check_html(submit.receipt(shown, NOW, "WITA", HOSTILE))
    check_html(approval.seen(shown, "WITA"))


@pytest.mark.parametrize("approval", list(Approval))
def test_every_way_of_approval_has_its_words(approval):
    shown = replace(SHOWN, approval=approval)
    for heads in (0, 1):
        check_html(submit.declaration(shown, NOW, "WITA", HOSTILE, heads))
        check_html(submit.awaiting(shown, NOW, "WITA", HOSTILE, heads))


def test_every_constant_is_valid_html():
    for module in (*MODULES, common):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str):
                check_html(value)


def test_buttons_that_submit_are_the_only_ones_to_say_kirim():
    labels = [
        value
        for module in (*MODULES, common)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and len(value) <= 24
    ]
    assert {label for label in labels if label.startswith("Kirim ")} == {
        "Kirim ke tim penilai",
        "Kirim ke kepala",
        "Kirim perbaikan",
    }


def test_the_example_is_that_of_the_level():
    base = World().fill("V01").assessment
    unexplained = replace(base.answers["V01"], explanation="")
    shown = replace(base, answers={"V01": unexplained})
    told = [
        explanation.question(replace(shown, answers={"V01": replace(unexplained, level=n)}), "V01", "", "V02")[0]
        for n in range(1, 6)
    ]
    for step, text in zip(INSTRUMENT.variable("V01").levels, told, strict=True):
        assert step.statement in text
        assert step.example.replace("{year}", "2026") in text


def test_dates_are_written_as_officials_write_them():
    due = at("2026-12-14 16.00")
    assert common.day(due) == "Senin, 14 Desember 2026"
    assert long_day(due) == "14 Desember 2026"
    assert common.moment(due, "WITA") == "Senin, 14 Desember 2026 pukul 16.00 WITA"
    assert common.when(due, at("2026-12-14 09.05"), "WIB") == "pukul 16.00 WIB"
    assert common.clock(at("2026-01-02 08.05")) == "08.05"


def test_numbers_are_written_with_a_comma():
    assert common.thousands(5000) == "5.000"
    assert common.megabytes(25 * 1024 * 1024) == "25,0 MB"


@pytest.mark.parametrize(
    ("done", "of", "bar"),
    [(7, 11, "▰▰▰▰▰▰▰▱▱▱▱"), (0, 11, "▱" * 11), (11, 11, "▰" * 11), (33, 55, "▰▰▰▰▰▰▱▱▱▱"), (0, 0, "")],
)
def test_the_bar_has_a_piece_for_each_thing(done, of, bar):
    assert common.bar(done, of) == bar


def test_a_files_name_keeps_its_ending():
    assert common.short_name("Laporan_Tindak_Lanjut_Monev.pdf", 18) == "Laporan_Tinda….pdf"
    assert common.short_name("SK.pdf", 18) == "SK.pdf"
    assert common.short_name("tanpa ujung yang jelas sama sekali", 10) == "tanpa uju…"


def test_people_are_addressed_in_one_way() -> None:
    """Bapak/Ibu, never Anda: in every sentence of the bot and of the instrument."""
    found = ("bot/texts/**/*.py", "core/papers/**/*.py", "core/instruments/*.yaml", "simulator/page/*.js")
    sources = [path for pattern in found for path in ROOT.glob(pattern)]
    assert len(sources) > 40
    other = re.compile(r"\b(?:[Aa]nda|[Kk]amu|[Ss]audara)\b")
    assert [path for path in sources if other.search(path.read_text("utf-8"))] == []


def test_nobody_is_never_counted_as_zero() -> None:
    """ "Kontak 0 OPD akan diberi tahu" says nothing; that there is nobody yet, does."""
    admin = citra(four_opds(), ManagingResults(PEMDA, 1)).facts.admin
    results = admin.results if admin else None
    assert results is not None
    said = [
        period.draft("2026", "Penilaian", 55, "Senin", "Jumat", 0),
        period.opened("2026", 0),
        period.due_changed(0),
        region.confirm_publishing(results, results.opds, "", 0),
        region.published("2026", 0, 5),
        opds.overview("Kutai Timur", 0, 0),
        opds.overview("Kutai Timur", 55, 0),
    ]
    assert [words for words in said if re.search(r"\b0 (?:OPD|kontak|orang|punya|dari)", words)] == []
