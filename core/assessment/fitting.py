"""Which file fits what is asked for, by the words of its name."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from core.instrument.parse import Instrument

_WORD = re.compile(r"[a-z]{3,}")
_SAY_NOTHING = frozenset(
    _WORD.findall(
        """
    acara ada anggaran atas atau berita berjalan daerah dan daring dengan docx dokumen evaluasi final foto hadir
    internal jpeg jpg kegiatan kepala keputusan kinerja lampiran lanjut laporan memuat pdf per perubahan png
    pptx rancangan realisasi rekap revisi semua surat tahun teknis tentang tidak tim tindak tingkat tugas
    undangan untuk usulan xlsx yang
    """
    )
)
"""Words that stand in the names of any paper."""


@lru_cache(maxsize=64)
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
