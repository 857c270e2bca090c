"""A worked example of a period: four OPD in four states, with words that try to be formulas."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.assessment.model import EvidenceKind, EvidenceState, PeriodStatus, Status
from core.exports.data import AnswerLine, EvidenceLine, ExportedOpd, PeriodExport, PeriodHead, scores, summarise
from core.instrument.parse import load_packaged
from core.review.verdicts import Stage, Verdict

WITA = ZoneInfo("Asia/Makassar")
INSTRUMENT = load_packaged("kematangan-2018")
AT = datetime(2026, 12, 7, 10, 42, tzinfo=WITA)
HEAD = PeriodHead(
    pemda="Kabupaten Kutai Timur",
    name="2026",
    year=2026,
    instrument=INSTRUMENT,
    opens=datetime(2026, 11, 16, 8, tzinfo=WITA),
    due=datetime(2026, 12, 14, 16, tzinfo=WITA),
    verification_due=datetime(2027, 1, 8, 16, tzinfo=WITA),
    status=PeriodStatus.OPEN,
    at=AT,
    anchor="3f" * 32,
    former_year=2025,
)
SHA = "ab" * 32
PDF = EvidenceLine(
    1,
    EvidenceKind.DOCUMENT,
    "Renja 2026/final.pdf",
    "application/pdf",
    5,
    SHA,
    EvidenceState.STORED,
    "Ani",
    AT,
    2026,
    "k",
)
PHOTO = EvidenceLine(
    2, EvidenceKind.PHOTO, "Foto", "image/jpeg", 3, "cd" * 32, EvidenceState.STORED, "Ani", AT, None, "p"
)
LINK = EvidenceLine(
    3, EvidenceKind.LINK, "https://drive.example/a?b=1&c=2", None, None, None, EvidenceState.STORED, "Ani", AT
)
WAITING = EvidenceLine(4, EvidenceKind.DOCUMENT, "SK.docx", None, None, None, EvidenceState.RECEIVED, "Ani", AT)


def opd(
    code: str,
    name: str,
    short: str,
    status: Status,
    answers: tuple[AnswerLine, ...] = (),
    late: bool = False,
    former: Decimal | None = None,
) -> ExportedOpd:
    own, region, province = scores(INSTRUMENT, status, answers)
    kind, title = name.split()[0], f"Kepala {name}"
    return ExportedOpd(code, name, short, kind, title, status, late, own, region, province, answers, AT, former)


def said(levels: list[int], judged: dict[str, tuple[int, str]] | None = None) -> tuple[AnswerLine, ...]:
    """An answer for each level given; `judged`: the region's level and note of some, the others accepted."""
    lines = []
    for variable, level in zip(INSTRUMENT.codes, levels, strict=False):
        line = AnswerLine(variable, level, f"Penjelasan {variable}", "Ani", AT, 1, (PDF,) if level > 1 else ())
        if judged is not None:
            given, note = judged.get(variable, (level, ""))
            later = AT + timedelta(hours=1)
            line = replace(line, verdicts=(Verdict(variable, Stage.REGION, 1, given, note, "Budi", later),))
        lines.append(line)
    return tuple(lines)


DINKES = opd(
    "DINKES",
    "Dinas Kesehatan",
    "Dinkes",
    Status.FINAL,
    said([3, 4, 4, 3, 4, 3, 4, 4, 4, 4, 3], {"V04": (2, "Bukti yang diminta tidak ada"), "V03": (3, "=1+1")}),
    former=Decimal(35),
)
BAPPEDA = opd("BAPPEDA", "=Badan Perencanaan", "Bappeda", Status.VERIFIED, said([5] * 11, {}))
SENT = opd("DISHUB", "Dinas Perhubungan", "Dishub", Status.SUBMITTED, said([3] * 11), late=True)
HALF = opd(
    "KEC-BSG",
    "Kecamatan Busang",
    "Busang",
    Status.DRAFT,
    (
        AnswerLine("V01", 2, '=HYPERLINK("http://x")', "+Ani", AT, 3, (PDF, PHOTO, LINK, WAITING)),
        AnswerLine("V02", None, "", None, None, None, (PHOTO,)),
    ),
)
UNTOUCHED = opd("RSUD", "RSUD Kudungga", "RSUD Kudungga", Status.NOT_STARTED)
OPDS = (BAPPEDA, DINKES, SENT, HALF, UNTOUCHED)
EXPORT = PeriodExport(
    HEAD,
    OPDS,
    summarise(INSTRUMENT, [(line.status, line.official.value if line.official else None) for line in OPDS]),
)
