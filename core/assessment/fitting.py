"""Which file fits what is asked for, by the words of its name."""

import re
from collections import Counter
from collections.abc import Iterable

from core.instrument.parse import Instrument

_WORD = re.compile(r"[a-z]{3,}")
_SAY_NOTHING = frozenset(
    (
        *(
            "acara",
            "anggaran",
            "atas",
            "atau",
            "ada",
            "berita",
            "berjalan",
            "dan",
            "daerah",
            "daring",
            "dengan",
            "untuk",
        ),
        *("dokumen", "evaluasi", "final", "foto", "hadir", "internal", "kegiatan", "kepala", "keputusan", "kinerja"),
        *("lampiran", "laporan", "lanjut", "memuat", "pdf", "per", "perubahan", "rancangan", "realisasi", "rekap"),
        *("revisi", "semua", "surat", "tahun", "tentang", "teknis", "tidak", "tim", "tindak", "tingkat", "tugas"),
        *("undangan", "untuk", "usulan", "yang", "docx", "xlsx", "pptx", "jpg", "jpeg", "png"),
    )
)
"""Words that stand in the names of any paper."""


def telling(instrument: Instrument, code: str) -> frozenset[str]:
    """The words of a variable's wanted documents that few other variables ask for."""
    asked = {variable.code: _asked(variable.code, instrument) for variable in instrument.variables}
    variables = Counter(word for words in asked.values() for word in words)
    few = -(-len(asked) // 3)
    return frozenset(word for word in asked[code] if variables[word] <= few) - _SAY_NOTHING


def _asked(code: str, instrument: Instrument) -> frozenset[str]:
    return words_of(name for level in instrument.variable(code).levels for name in level.evidence)


def words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))
