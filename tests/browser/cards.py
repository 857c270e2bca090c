"""The cards on which people answer, with every notice they can carry, as the real turn draws them; and their pictures.

python -m tests.browser.cards
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.flows import router
from bot.flows.base import State
from bot.flows.events import Event, File, OtherKind, Tap, Text
from bot.flows.states.contact import Browsing, Checking, Explaining, Levelling, Repairing, Summarising
from bot.flows.states.evidence import Evidencing
from bot.flows.states.review import Judging
from bot.texts import faults
from core.assessment.answer import FormerAnswer
from core.assessment.model import Declarant, EvidenceKind
from core.effects import ChangeOwnList, SaveExplanation, SaveLevel
from core.evidence.lists import MOST_LINES, OwnLine
from core.facts import Facts
from core.fit import with_notice
from core.review.facts import Card as Judged
from core.review.rules import Draft
from core.review.verdicts import Stage, Verdict
from core.screen import Screen
from tests.flows.play import Play, play
from tests.flows.review.test_card import judging_all
from tests.flows.world import CODES, INSTRUMENT, NUMBER, PEMDA, World

BIG = 25 * 1024 * 1024
LONG = "Laporan_Tindak_Lanjut_Hasil_Monitoring_dan_Evaluasi_Triwulan_II.pdf"
WORDS = "Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026 bersama Bappeda. " * 4
NOTE = "Bukti tidak mendukung tingkat ini, mohon ditambah notulen forum dan tabel keluaran. " * 4


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it is sent. `title` and `notice` are words that must be seen on it without scrolling."""

    kind: str
    name: str
    screen: Screen
    title: str
    notice: str = ""


def shown(player: Play) -> Screen:
    """The live screen with what was said on it just now."""
    drawn = player.screen
    return replace(drawn, text=with_notice(drawn, player.step.banner if player.step else ""))


def before(code: str) -> str:
    return CODES[CODES.index(code) - 1]


def arriving(code: str, world: World | None = None) -> Play:
    """At the evidence of the variable before; the next file opens this one."""
    world, former = world or World(), before(code)
    world.apply(SaveLevel(NUMBER, former, 3), "Ani")
    world.apply(SaveExplanation(NUMBER, former, "Ditetapkan kepala dinas pada Februari 2026."), "Ani")
    return play(world, "Ani", Evidencing(NUMBER, former))


Doing = Callable[[Play], object]

ARRIVALS: dict[str, tuple[Doing, str]] = {
    "tanda terima": (lambda ani: ani.file("Renja_2026.pdf"), "Berkas berikutnya"),
    "foto pertama": (lambda ani: ani.file(), "kirim lagi sebagai Berkas"),
    "album": (lambda ani: [ani.file(album="a") for _ in range(3)], "3 berkas diterima"),
    "tautan": (lambda ani: ani.text("https://drive.google.com/file/d/1aBcD/view"), "1 tautan diterima"),
    "lalu terlalu besar": (lambda ani: [ani.file("Renja_2026.pdf"), ani.file(LONG, size=BIG)], "melebihi 20 MB"),
    "lalu sama": (lambda ani: [ani.file("Renja_2026.pdf", unique="x"), ani.file(LONG, unique="x")], "tidak digandakan"),
    "album ditolak": (
        lambda ani: [
            ani.file("Renja_2026.pdf", album="a"),
            *(ani.file(f"{LONG[:-4]}_{n}.txt", mime="text/plain", album="a") for n in range(6)),
        ],
        "6 dari 7 berkas tidak tersimpan",
    ),
    "lalu stiker": (lambda ani: [ani.file("Renja_2026.pdf"), ani.other(OtherKind.STICKER)], "tidak dapat dijadikan"),
}

REFUSALS: dict[str, tuple[Doing, str]] = {
    "terlalu besar": (lambda ani: ani.file(LONG, size=BIG), "melebihi 20 MB"),
    "jenis": (lambda ani: ani.file(f"{LONG[:-4]}.txt", mime="text/plain"), "jenisnya tidak diterima"),
    "kosong": (lambda ani: ani.file(LONG, size=0), "0 byte"),
    "beberapa": (
        lambda ani: [ani.file(f"{LONG[:-4]}_{n}.txt", mime="text/plain", album="a") for n in range(4)],
        "4 dari 4 berkas tidak tersimpan",
    ),
    "suara": (lambda ani: ani.other(OtherKind.VOICE), "Pesan suara belum dapat dibaca"),
    "tautan rusak": (lambda ani: ani.text("http://localhost/bukti"), "tidak dapat dijadikan bukti"),
}


WIDEST = "V07"
"""The variable with the most to read; cards with much room to spare show their notices on it only."""


def _refusals(code: str) -> list[tuple[str, tuple[Doing, str]]]:
    found = list(REFUSALS.items())
    return found if code == WIDEST else found[:1]


def title(code: str) -> str:
    return f"{code} · {INSTRUMENT.variable(code).short}"


def level_cards() -> Iterator[Card]:
    for code in CODES:
        kind, named = "tingkat", title(code)
        yield Card(kind, f"{code} biasa", shown(play(World(), "Ani", Levelling(NUMBER, code))), named)
        for name, (do, notice) in ARRIVALS.items():
            ani = arriving(code)
            do(ani)
            yield Card(kind, f"{code} {name}", shown(ani), named, notice)
        for name, (do, notice) in REFUSALS.items():
            ani = play(World(other_office=True), "Ani", Levelling(NUMBER, code))
            do(ani)
            yield Card(kind, f"{code} {name}", shown(ani), named, notice)
        yield from _level_cards_of(code, named)
        old = play(World().with_former_instrument(), "Ani", Levelling(NUMBER, code))
        yield Card(kind, f"{code} versi lama", shown(old), named)


def _level_cards_of(code: str, named: str) -> Iterator[Card]:
    former = FormerAnswer(4, WORDS, 4, ((901, LONG),))
    ani = arriving(code, World(other_office=True).year_before(code, former))
    ani.file("Renja_2026.pdf")
    yield Card("tingkat", f"{code} tahun lalu", shown(ani), named, "Berkas berikutnya")
    ani.text("Batas berlaku bagi semua bidang?").tap("Abaikan")
    ani.file(LONG, size=BIG)
    yield Card("tingkat", f"{code} tahun lalu, terlalu besar", shown(ani), named, "melebihi 20 MB")
    world = World()
    ani = play(world, "Ani", Levelling(NUMBER, code))
    play(world, "Dewi", Levelling(NUMBER, before(code))).command("isi").tap(code)
    yield Card("tingkat", f"{code} rekan", shown(ani), named, "sedang mengisi variabel ini")
    ani.command("isi").tap(before(code)).tap("III").text(WORDS)
    ani.file("Renja_2026.pdf").text("https://drive.google.com/file/d/1aBcD/view")
    yield Card("tingkat", f"{code} rekan, bukti", shown(ani), named, "1 berkas dan 1 tautan diterima")
    returned = World().fill(code).give_back(code, NOTE)
    ani = play(returned, "Ani", Checking(NUMBER, code)).tap("Ubah tingkat")
    yield Card("tingkat", f"{code} perbaikan", shown(ani), named, NOTE[:40])
    early = play(World(), "Ani", Levelling(NUMBER, code)).file("Renja_2026.pdf")
    yield Card("tingkat", f"{code} berkas dahulu", shown(early), named, "Pilih tingkatnya")
    ani = arriving(code).file("Renja_2026.pdf")
    ani.world.pass_time(days=3)
    yield Card("tingkat", f"{code} setelah jeda", shown(ani.command("mulai")), named, "Semua tersimpan")
    ani = play(World().fill(code), "Ani", Checking(NUMBER, code)).tap("Ubah penjelasan").text(WORDS).tap("Ubah tingkat")
    yield Card("tingkat", f"{code} penjelasan diganti", shown(ani), named, "Sekarang: tingkat III")
    ani = arriving(code).file()
    late = replace(ani.screen, text=with_notice(ani.screen, faults.OVER))
    yield Card("tingkat", f"{code} gangguan berlalu", late, named, faults.OVER[:30])


def explanation_cards() -> Iterator[Card]:
    for code in CODES:
        for level in range(1, 6):
            world = World()
            world.apply(SaveLevel(NUMBER, code, level), "Ani")
            ani = play(world, "Ani", Explaining(NUMBER, code))
            sentence = INSTRUMENT.variable(code).level(level).statement
            yield Card("penjelasan", f"{code} {level}", shown(ani), title(code), sentence[:30])
        for name, (do, notice) in _refusals(code):
            ani = arriving_at_words(code)
            do(ani)
            yield Card("penjelasan", f"{code} {name}", shown(ani), title(code), notice)
        ani = play(World().fill(code), "Ani", Checking(NUMBER, code)).tap("Ubah penjelasan").text(WORDS)
        ani.tap("Ubah penjelasan").file(LONG, size=BIG)
        yield Card("penjelasan", f"{code} diganti", shown(ani), title(code), "melebihi 20 MB")
        ani = told_at_length(code)
        yield Card("penjelasan", f"{code} panjang", shown(ani), title(code), "Penjelasan sekarang")
        yield Card(
            "penjelasan", f"{code} panjang, berkas", shown(ani.file(LONG, size=BIG)), title(code), "melebihi 20 MB"
        )


def told_at_length(code: str) -> Play:
    """Where an explanation of several pages is to be replaced."""
    world = World(other_office=True).fill(code)
    world.apply(SaveExplanation(NUMBER, code, WORDS * 12), "Ani")
    return play(world, "Ani", Checking(NUMBER, code)).tap("Ubah penjelasan")


def arriving_at_words(code: str) -> Play:
    ani = arriving(code, World(other_office=True))
    return ani.file("Renja_2026.pdf").tap("III")


def evidence_cards() -> Iterator[Card]:
    for code in CODES:
        named = f"{code} · Bukti untuk tingkat"
        for level in range(2, 6):
            yield Card("bukti", f"{code} {level}", shown(asking(code, level)), named, "Kirim foto")
        for name, (do, notice) in _refusals(code):
            ani = asking(code, 4, World(other_office=True).fill(before(code)))
            do(ani)
            yield Card("bukti", f"{code} {name}", shown(ani), named, notice)
        former = FormerAnswer(3, "Sama seperti tahun lalu.", 3, ((901, LONG),))
        ani = play(World(links_alone=False).year_before(code, former), "Ani", Levelling(NUMBER, code))
        ani.tap("Pakai jawaban 2025")
        yield Card("bukti", f"{code} pakai kembali", shown(ani), named, "tidak ikut terbawa")
        ani.text("https://drive.google.com/file/d/1aBcD/view")
        yield Card("bukti", f"{code} hanya tautan", shown(ani), named, "Tautan saja belum cukup")
        world = World()
        ani = asking(code, 3, world)
        play(world, "Dewi", Levelling(NUMBER, before(code))).command("isi").tap(code)
        yield Card("bukti", f"{code} rekan", shown(ani), named, "sedang mengisi variabel ini")
        returned = World().fill(code).give_back(code, NOTE)
        ani = play(returned, "Ani", Repairing(NUMBER, code)).file(LONG, size=BIG)
        yield Card("bukti", f"{code} perbaikan", shown(ani), title(code), "melebihi 20 MB")


def asking(code: str, level: int, world: World | None = None) -> Play:
    world = world or World()
    world.apply(SaveLevel(NUMBER, code, level), "Ani")
    return play(world, "Ani", Explaining(NUMBER, code)).text("Ditetapkan kepala dinas pada Februari 2026.")


LINE = "Berita acara pembahasan bersama Bagian Organisasi, ditandatangani sekretaris, dengan daftar hadir"
LINES = tuple(f"{number} {LINE}"[:100] for number in range(1, MOST_LINES + 1))


def with_list(world: World, code: str) -> World:
    """The region asks for as much of its own as it may."""
    world.apply(ChangeOwnList(PEMDA, INSTRUMENT.id, ((code, 4, LINES[:3]), (code, 3, LINES[3:]))), "Citra")
    return world


def own_list_cards() -> Iterator[Card]:
    """What is asked for where the region has a list of its own."""
    for code in CODES:
        named = f"{code} · Bukti untuk tingkat"
        ani = asking(code, 4, with_list(World(), code))
        yield Card("bukti", f"{code} daerah", shown(ani), named, "Kirim foto")
        for name, (do, notice) in _refusals(code):
            ani = asking(code, 4, with_list(World(other_office=True).fill(before(code)), code))
            do(ani)
            yield Card("bukti", f"{code} daerah, {name}", shown(ani), named, notice)
        world = World(links_alone=False).year_before(code, FormerAnswer(4, "Sama.", 4, ((901, LONG),)))
        ani = play(with_list(world, code), "Ani", Levelling(NUMBER, code)).tap("Pakai jawaban 2025")
        ani.text("https://drive.google.com/file/d/1aBcD/view")
        yield Card("bukti", f"{code} daerah, hanya tautan", shown(ani), named, "Tautan saja belum cukup")


def own_lists_judged() -> Iterator[Card]:
    """The same before a verifier, with and without much to read beside it."""
    facts = judging_all()
    assert facts.review is not None
    assert facts.review.dossier is not None
    for one in facts.review.dossier.cards:
        own = tuple(OwnLine(number, one.variable, 3, words, facts.now) for number, words in enumerate(LINES))
        proof = replace(one.exhibits[0], kind=EvidenceKind.DOCUMENT, name=LONG, note=WORDS)
        full = replace(one, explanation=WORDS, exhibits=(proof,), wanted=replace(one.wanted, own=own))
        short = replace(full, explanation="", exhibits=())
        yield Card("tim penilai", f"{one.variable} daerah", judged(facts, full), one.variable, "Mandiri III")
        yield Card("tim penilai", f"{one.variable} daerah, singkat", judged(facts, short), one.variable, "Mandiri III")
        yield Card(READING, f"{one.variable} daerah", judged(facts, full, Tap("read:whole", 1)), one.variable)


def summary_cards() -> Iterator[Card]:
    empty = play(World(), "Ani", Summarising(NUMBER))
    yield Card("ringkasan", "kosong", shown(empty), "Ringkasan")
    guessed = play(World(other_office=True), "Ani", Browsing(NUMBER)).command("ringkasan").file(LONG)
    yield Card("ringkasan", "kosong, berkas", shown(guessed), "Ringkasan", "diterima untuk V01")
    full = arriving("V01", World(other_office=True).fill(*CODES[:-1]))
    yield Card("ringkasan", "lengkap, foto", shown(full.file()), "Ringkasan", "Berkas berikutnya")
    full.text("Siti Aminah\nKepala Subbagian Umum\n1975")
    yield Card("ringkasan", "lengkap, NIP keliru", shown(full), "Ringkasan", "NIP terdiri atas 18 angka")
    who = Declarant("Dr. Hj. Siti Aminah Rahmawati, S.Sos., M.Si.", "Kepala Subbagian Umum dan Kepegawaian", "1" * 18)
    known = arriving("V01", World(other_office=True).declare(who).fill(*CODES[:-1])).file()
    yield Card("ringkasan", "pernyataan", shown(known), "Ringkasan", "Berkas berikutnya")
    known.file(LONG, size=BIG)
    yield Card("ringkasan", "pernyataan, terlalu besar", shown(known), "Ringkasan", "melebihi 20 MB")


READING = "baca lengkap"
"""The kind of what is read, which may be higher than a phone."""


def reading_cards() -> Iterator[Card]:
    facts = judging_all()
    for code in CODES:
        ani = play(World(other_office=True), "Ani", Levelling(NUMBER, code)).tap("Baca lengkap")
        yield Card(READING, f"{code} kontak", shown(ani), title(code))
        ani = told_at_length(code).tap("Baca lengkap")
        yield Card(READING, f"{code} penjelasan", shown(ani), title(code))
        yield Card(READING, f"{code} penjelasan, lanjutan", shown(ani.tap("›")), title(code))
        assert facts.review is not None
        assert facts.review.dossier is not None
        plain = facts.review.dossier.card(code)
        assert plain is not None
        for name, kind in KINDS.items():
            one = replace(plain, explanation=WORDS, exhibits=(replace(plain.exhibits[0], kind=kind, name=LONG),))
            yield Card(READING, f"{code} {name}", judged(facts, one, Tap("read:whole", 1)), code)


KINDS = {"foto": EvidenceKind.PHOTO, "dokumen": EvidenceKind.DOCUMENT, "tautan": EvidenceKind.LINK}


def verifier_cards() -> Iterator[Card]:
    facts = judging_all()
    assert facts.review is not None
    assert facts.review.dossier is not None
    for plain in facts.review.dossier.cards:
        code = plain.variable
        for name, kind in KINDS.items():
            (proof,) = plain.exhibits
            more = [replace(proof, id=n, kind=kind, name=LONG, year=None, note=WORDS) for n in range(1, 4)]
            one = replace(plain, explanation=WORDS, exhibits=tuple(more), former=(2025, 2, True))
            yield Card("tim penilai", f"{code} {name}", judged(facts, one), code, "Mandiri III")
            returned = Verdict(code, Stage.REGION, 1, None, NOTE, "Budi", facts.now)
            again = replace(one, earlier=(returned,), outdated=True)
            yield Card("tim penilai", f"{code} {name} diperbarui", judged(facts, again), code, "Sudah diperbarui OPD")
            draft = Draft(code, Stage.REGION, one.version, 2, "Bukti yang diminta tidak ada", 5, facts.now)
            drafted = replace(again, draft=draft)
            yield Card("tim penilai", f"{code} {name} rancangan", judged(facts, drafted), code, "Rancangan:")
            stray = judged(facts, one, Text("Bagus", 1))
            yield Card("tim penilai", f"{code} {name} tulisan", stray, code, "Putuskan dengan tombol")
            long = judged(facts, one, Text(f"kembalikan: {NOTE}", 1))
            yield Card("tim penilai", f"{code} {name} alasan tertulis", long, code, "Pakai alasan ini")
            why = judged(facts, one, Tap(f"give:{code}:{one.edition}:2", 1))
            yield Card("tim penilai", f"{code} {name} alasan", why, code, "5. ")
            back = judged(facts, one, Tap(f"back:{code}:{one.edition}", 1), File("f", "u", "a.pdf", "", 1, 1))
            yield Card("tim penilai", f"{code} {name} kembalikan", back, code, "Catatan berupa tulisan")


def judged(facts: Facts, one: Judged, *events: Event) -> Screen:
    """What the verifier sees of this card after these events."""
    assert facts.review is not None
    assert facts.review.dossier is not None
    cards = tuple(one if card.variable == one.variable else card for card in facts.review.dossier.cards)
    known = replace(facts, review=replace(facts.review, dossier=replace(facts.review.dossier, cards=cards)))
    state: State = Judging(PEMDA, "region", NUMBER, one.variable)
    banner = ""
    for event in events:
        step = router.step(state, event, known, 1)
        state, banner = step.state, step.banner
    drawn = router.screen(state, known)
    return replace(drawn, text=with_notice(drawn, banner))


def all_cards() -> list[Card]:
    asked = (evidence_cards, own_list_cards, own_lists_judged)
    kinds = (level_cards, explanation_cards, *asked, summary_cards, verifier_cards, reading_cards)
    return [card for kind in kinds for card in kind()]
