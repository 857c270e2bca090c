"""The card of one variable before a verifier."""

from bot.texts.actions.asked import told as to_do
from bot.texts.common import BACK, CANCEL, CLIP, WARN, clean, document_inside, folded, heading, named, said, short_name
from bot.texts.evidence.faults import hint
from bot.texts.evidence.notes import note_of
from bot.texts.evidence.wanted import dropped, line_of
from bot.texts.reading import PART, READ_WHOLE, SHOWN, pages, parts
from bot.texts.review.queue import opd_of
from core.assessment.model import EvidenceKind, EvidenceState, years_of
from core.evidence.years import written
from core.instrument.parts import FULL_MARK, NOT_APPLICABLE, NUMBERED
from core.review.facts import Card, Dossier, Exhibit
from core.review.verdicts import LONGEST_NOTE, Stage, Verdict
from core.screen import cut, escape
from core.written import long_day

RETURN = "Kembalikan ke OPD"
ALL_EVIDENCE = "Buka semua bukti"
PREVIOUS, QUEUE, SKIP, GO_ON = "Mundur", "Antrean", "Lewati", "Lanjut"
UNDO = "Urungkan"
UNDONE = "Rancangan dihapus"
OUTDATED = f"{WARN} Sudah diperbarui OPD; nilai lagi."
NOT_RETURNABLE = "Masa perbaikan sudah lewat, jadi variabel ini tidak dapat dikembalikan."
NOTE = 120
"""Characters of the words that came with the evidence in view."""

EXPLANATION, FIRST_WORDS = SHOWN, 60
"""Characters of an explanation on the card, and where a picture leaves little room; whole beside the evidence."""

ESSAY, BY_TEAM = "Uraian OPD, dinilai tim penilai", "Diisi tim penilai"
WRITE_MARK = f"Ketuk nilainya, atau tuliskan 0 sampai {FULL_MARK}."
GUIDE = "Panduan nilai menurut mutu uraian; kolom menurut bukti:"
_ONE_LINE = 32
"""Characters of a reason, and of an explanation, where there is hardly any room: one line with its mark."""

NEW_EXPLANATION = "<b>Penjelasan baru:</b>"


def accept(numeral: str) -> str:
    return f"Terima {numeral}"


def accept_bare(count: int) -> str:
    """Label: accepts all answers without words and evidence."""
    return f"Terima {count} yang tanpa catatan"


def bare_accepted(count: int) -> str:
    return f"{count} jawaban diterima, masih rancangan"


def change(numeral: str, base: int | None, level: int) -> str:
    """With an arrow where one level is above the other; words have no arrow."""
    if base is None or NOT_APPLICABLE in (base, level) or not NUMBERED.fullmatch(numeral):
        return numeral
    return f"{'↑' if level > base else '↓'} {numeral}"


def card(d: Dossier, one: Card, shown: Exhibit | None) -> tuple[str, ...]:
    """The card: what is claimed, why, and what is in view. Where that is too high, what is asked for gives way, then
    most of the explanation, then all of it: both stand below [Baca lengkap] too.
    """
    asked = d.instrument.variable(one.variable).question
    claim = f"<i>{escape(asked if one.level is None else briefly(d, one.variable, one.level))}</i>"
    head, view = [_head(d, one), _standing(d, one), claim, *to_do(one.action)], _exhibit(one, shown)
    draft = _draft(d, one)
    after = [*(_earlier(d, verdict) for verdict in one.earlier[-2:]), *draft]
    new = [NEW_EXPLANATION] if one.reworded else []
    told = [*new, folded(one.explanation, EXPLANATION)] if one.explanation else []
    first, few = (
        [" ".join([*new, _begins(one, most)])] if one.explanation else [] for most in (FIRST_WORDS, _ONE_LINE)
    )
    wanted = _wanted(d, one)
    folds = [[*told, view, folded(" · ".join(wanted))]] if one.wanted.own else []
    guide = _guide(d, one)
    all_asked = [*map(escape, wanted), *_steps(d, one), *guide]
    folds += [[*first, view, *guide]] if guide else []
    texts = [[*told, view, *all_asked], *folds, [*told, view], [*first, view], [view]]
    full = ["\n".join([*head, *lines, *after]) for lines in texts]
    returned = [_reason(d, verdict, FIRST_WORDS) for verdict in one.earlier[-1:]]
    hardly = [_reason(d, verdict, _ONE_LINE) for verdict in one.earlier[-1:]]
    line = view.partition("\n")[0]
    if one.reworded and first:  # this is what the verifier has waited for
        short = [
            [*head, *first, line, *returned, *draft],
            [*head[:2], *first, line, *returned, *draft],
            [*head[:1], *few, line, *hardly, *draft],
        ]
        return *full[:-1], *map("\n".join, short)
    short = [[*head, view, *returned, *draft], [*head[:2], line, *returned, *draft], [*head[:2], line, *hardly, *draft]]
    return *full, *map("\n".join, short)


def _begins(one: Card, most: int) -> str:
    return f"“{said(' '.join(one.explanation.split()), most)}”"


def whole(d: Dossier, one: Card) -> tuple[str, ...]:
    """What [Baca lengkap] opens: the full sentence of every level, what is asked for, the explanation."""
    sentences = [sentence(d, one.variable, step.level) for step in d.instrument.variable(one.variable).levels]
    new = [NEW_EXPLANATION] if one.reworded else []
    told = [_earlier(d, verdict, LONGEST_NOTE) for verdict in one.earlier[-2:] if verdict.note]
    wanted, gone = _wanted(d, one), dropped(one.wanted.dropped)
    own = bool(one.wanted.own or gone)
    asked = [folded(" · ".join(filter(None, [*wanted, gone])))] if own else list(map(escape, wanted))
    about = [_head(d, one), _standing(d, one), *to_do(one.action), *told, *sentences]
    return pages(about, new, one.explanation, [*asked, *_guide(d, one)])


def _head(d: Dossier, one: Card) -> str:
    place = next(number for number, each in enumerate(d.cards, start=1) if each.variable == one.variable)
    variable = f"{one.variable} {named(d.instrument.variable(one.variable).short)}"
    return f"{heading(opd_of(d), variable)} ({place} dari {len(d.cards)})"


def _steps(d: Dossier, one: Card) -> list[str]:
    """The levels among which the team chooses, where it is the first to give one."""
    asked = d.instrument.variable(one.variable)
    if one.base is not None or asked.mark:
        return []
    return [f"<b>{d.instrument.step(step.level)}</b> · {escape(asked.brief(step.level))}" for step in asked.levels]


def _guide(d: Dossier, one: Card) -> list[str]:
    """By what the team marks this essay, to be opened with a touch: a line for each quality of the answer."""
    marking, asked = d.instrument.marking, d.instrument.variable(one.variable)
    if marking is None or not (asked.essay and asked.mark):
        return []
    lines = [f"{row.name}: {' | '.join(row.marks)}" for row in marking.answers]
    return [folded("\n".join([f"{GUIDE} {' | '.join(marking.proof)}.", *lines]))]


def sentence(d: Dossier, code: str, level: int) -> str:
    """ "III · SOP yang ditetapkan juga dievaluasi …", as the instrument has it."""
    return f"<b>{d.instrument.numeral(level, code)}</b> · {escape(d.instrument.variable(code).level(level).statement)}"


def briefly(d: Dossier, code: str, level: int) -> str:
    return d.instrument.variable(code).brief(level)


def _standing(d: Dossier, one: Card) -> str:
    """What the OPD, the region and the province have said so far."""
    if one.level is not None:
        was = f" (semula {d.instrument.numeral(one.was, one.variable)})" if one.was is not None else ""
        parts = [f"Mandiri {d.instrument.numeral(one.level, one.variable)}{was}"]
    else:
        parts = [ESSAY if d.instrument.filled_by(one.variable) == "unit" else BY_TEAM]
    if d.stage is Stage.PROVINCE and one.base is not None:
        parts.append(f"tim daerah {d.instrument.numeral(one.base, one.variable)}")
    if one.former:
        year, level, verified = one.former
        parts.append(f"{'daerah' if verified else 'mandiri'} {year}: {d.instrument.numeral(level, one.variable)}")
    return " · ".join(parts)


def _exhibit(one: Card, shown: Exhibit | None) -> str:
    if shown is None:
        return f"{CLIP} Tanpa bukti"
    line = f"{CLIP} {numbered(one, shown)}: {' · '.join(_facts(shown))}"
    note = _note(one, shown)
    return f"{line}\nKeterangan: {note}" if note else line


def _note(one: Card, shown: Exhibit) -> str:
    """The words the evidence came with, unless the card shows them elsewhere."""
    return "" if shown.note == one.explanation else note_of(shown.name, shown.note, NOTE)


def captioned(d: Dossier, one: Card, shown: Exhibit) -> str:
    """Below a file of all evidence, which stays in the chat: whose it is, its number, the words it came with. Plain."""
    words = " ".join(clean(shown.note).split())
    period = f" · {clean(d.period.name)}" if d.period.several else ""
    which = f"{clean(short_name(d.opd.short, 24))}{period} · {one.variable} · {numbered(one, shown)}"
    return f"{which} · “{cut(words, EXPLANATION)}”" if words else which


def numbered(one: Card, shown: Exhibit) -> str:
    """ "2 dari 14": the same on the card and below each file. Plain."""
    return f"{one.exhibits.index(shown) + 1} dari {len(one.exhibits)}"


def _facts(shown: Exhibit) -> list[str]:
    new = ["baru"] if shown.new else []
    if shown.kind is EvidenceKind.LINK:
        return [f"tautan {said(shown.name, 120)}", "isinya dapat berubah", *new]
    name = "foto" if shown.kind is EvidenceKind.PHOTO else escape(short_name(shown.name, 40))
    copied = [] if shown.state is EvidenceState.STORED else ["masih disalin"]
    doubt = [f"{WARN} {hint(shown.doubt)}"] if hint(shown.doubt) else []
    shared = ["dokumen daerah"] if shown.shared else []
    years = years_of(shown.kind, shown.year, shown.name)
    return [name, written(years) or "tanpa tahun", *shared, *copied, *new, *doubt]


def _wanted(d: Dossier, one: Card) -> list[str]:
    """The documents that were asked for, and the region's own; none where the level needs no evidence. Not escaped."""
    if one.level is None or one.level < d.instrument.evidence_required_from:
        return []
    names, own = one.wanted.names, [line_of(line, d.period.opens) for line in one.wanted.own]
    told = [f"Diminta: {'; '.join(map(document_inside, names))}"] if names else []
    return [*told, f"Diminta daerah: {'; '.join(own)}"] if own else told


def _earlier(d: Dossier, verdict: Verdict, most: int = 120) -> str:
    """A verdict of this year: a return, or the region's note before the province."""
    note = f": {said(verdict.note, most)}" if verdict.note and most else ""
    if verdict.level is None:
        return f"{BACK} Dikembalikan {long_day(verdict.at)}{note}"
    who = "Tim daerah" if verdict.stage is Stage.REGION else "Tim provinsi"
    return f"{who} {d.instrument.numeral(verdict.level, verdict.variable)}, {long_day(verdict.at)}{note}"


def _reason(d: Dossier, verdict: Verdict, most: int) -> str:
    """The same in few words. Why a variable was returned is what its repair is held against, so it gives way last."""
    if verdict.level is not None or not verdict.note:
        return _earlier(d, verdict, 0)
    return f"{BACK} {said(verdict.note, most)}"


def _draft(d: Dossier, one: Card) -> list[str]:
    if one.draft is None:
        return [OUTDATED] if one.outdated else []
    return [f"<b>Rancangan:</b> {verdict_words(d, one)}"]


def verdict_words(d: Dossier, one: Card) -> str:
    """ "III → II · bukti yang diminta tidak ada", "diterima IV", "dikembalikan · …"."""
    assert one.draft is not None
    level, note = one.draft.level, said(inside(one.draft.note), 120)
    if level is None:
        return f"dikembalikan · {note}"
    if level == one.base:
        return f"diterima {d.instrument.numeral(level, one.variable)}"
    if one.base is None:
        return f"{d.instrument.reached(level, one.variable)}{f' · {note}' if note else ''}"
    return f"{d.instrument.numeral(one.base, one.variable)} → {d.instrument.numeral(level, one.variable)} · {note}"


def inside(note: str) -> str:
    """A note inside a sentence: "bukti tidak terbaca", but "SOP belum ditetapkan"."""
    return note if note[1:2].isupper() else note[:1].lower() + note[1:]


def undone(code: str) -> str:
    """To a typed "urungkan"."""
    return f"Putusan {code} diurungkan; silakan dinilai lagi."


def use_buttons(d: Dossier, one: Card) -> str:
    """To words that decide nothing plainly."""
    back = f" [{RETURN}]" if d.may_return(one.variable) else ""
    if one.base is None:
        return WRITE_MARK if d.instrument.variable(one.variable).mark else f"Putuskan dengan tombol tingkatnya.{back}"
    return f"Putuskan dengan tombol: [{accept(d.instrument.numeral(one.base, one.variable))}] [↓] [↑]{back}"


def use_accept(d: Dossier, one: Card, away: bool = False) -> str:
    """To "setuju": accepting asks nothing more, so it takes the button itself; `away`: after leaving for it."""
    assert one.base is not None, "nothing to accept where the team is the first to give a level"
    level, label = d.instrument.reached(one.base, one.variable), d.instrument.numeral(one.base, one.variable)
    return f"Untuk menerima {level}, tekan {f'[{CANCEL}], lalu ' if away else ''}[{accept(label)}]."


def evidence_sent(d: Dossier, one: Card) -> str:
    """Below all evidence of a variable, with the explanation; of one with several pages, the first."""
    head = f"<b>{opd_of(d)} · {one.variable}</b>: {len(one.exhibits)} bukti di atas."
    head = "\n".join([head, *(_earlier(d, verdict, LONGEST_NOTE) for verdict in one.earlier[-1:] if verdict.note)])
    told = explained(one)
    if not told:
        return head
    more = f"\nLanjutan penjelasan: {READ_WHOLE}." if len(told) > 1 else ""
    return f"{head}\n{folded(told[0], PART)}{more}"


def explained(one: Card) -> tuple[str, ...]:
    """The explanation in parts, each for one page."""
    return parts(one.explanation)


def back_to(code: str) -> str:
    return f"Nilai {code}"


# toasts


def drafted(d: Dossier, one: Card, level: int | None, note: str) -> str:
    if level is None:
        return cut(f"{one.variable} dikembalikan: {inside(note)}", 190)
    numeral = d.instrument.numeral(level, one.variable)
    if one.base is None:
        return f"{one.variable}: {d.instrument.reached(level, one.variable)}"
    if level == one.base:
        return f"{one.variable} diterima, {d.instrument.reached(level, one.variable)}"
    return cut(
        f"{one.variable} dari {d.instrument.numeral(one.base, one.variable)} menjadi {numeral}: {inside(note)}", 190
    )


def updated(code: str) -> str:
    return f"{code} sudah diperbarui OPD. Inilah versi terbaru."


def sending(count: int) -> str:
    return f"{count} bukti dikirim di bawah ini"


def record(d: Dossier, one: Card) -> str:
    state = verdict_words(d, one) if one.draft else "belum dinilai"
    return f"{opd_of(d)} · {one.variable}: {state}"


def record_code(code: str, opd: str) -> str:
    """The line of record when the card cannot be read any more. It names the OPD while that still waits."""
    return f"Pemeriksaan {named(opd, 24)} {code}" if opd else f"Pemeriksaan {code}"
