"""What `pandu instrument check FILE` says: all faults, or a paragraph about a sound instrument (in Indonesian)."""

from __future__ import annotations

from dataclasses import dataclass

from core.instrument.bands import comma
from core.instrument.parse import Instrument, InstrumentError, InstrumentFault, parse
from core.instrument.parts import NEVER
from core.instrument.rules import SCREEN_LIMIT


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check: `instrument` and `summary` of a sound file, else `faults` in the order of the file."""

    instrument: Instrument | None
    faults: tuple[InstrumentFault, ...]
    summary: str

    @property
    def lines(self) -> tuple[str, ...]:
        """What to print, a fault a line."""
        return tuple(map(str, self.faults)) or (self.summary,)


def check(data: bytes, name: str) -> CheckResult:
    """Checks the bytes of a file; `name` is its name in messages. Raises nothing."""
    try:
        instrument = parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = InstrumentFault("FILE_ENCODING", name, line, "", "berkas bukan UTF-8; simpan ulang sebagai UTF-8")
        return CheckResult(None, (fault,), "")
    except InstrumentError as error:
        return CheckResult(None, error.faults, "")
    return CheckResult(instrument, (), _summary(instrument))


def _summary(instrument: Instrument) -> str:
    first, last = instrument.levels[0], instrument.levels[-1]
    longest = max(instrument.variables, key=lambda variable: variable.screen_length)
    parts = [
        f"{instrument.id} versi {instrument.version} ({instrument.status}) tanpa kesalahan: "
        f"{len(instrument.variables)} variabel, tingkat {first.roman} sampai {last.roman}, "
        f"{_proof(instrument)}."
    ]
    if instrument.valued:
        (low, high), bands = map(comma, instrument.ends), len(instrument.bands)
        parts.append(f"Nilai {low} sampai {high}{f' dalam {bands} kategori' if bands else ', tanpa kategori'}.")
    parts.append(f"Layar terpanjang {longest.code}, {longest.screen_length} dari {SCREEN_LIMIT} karakter.")
    parts.append(f"Sidik isi {instrument.content_hash}.")
    return " ".join(parts)


def _proof(instrument: Instrument) -> str:
    if instrument.evidence_required_from == NEVER:
        return "tanpa bukti"
    return f"bukti diminta mulai tingkat {instrument.step(instrument.evidence_required_from)}"
