"""The workbook's words: names of sheets, titles of columns with a hint each, choices as they are written."""

from __future__ import annotations

from collections.abc import Mapping

HELP = "Petunjuk"
FIELD, VALUE, HINT = "Isian", "Isi", "Petunjuk"
"""The titles of the first sheet, which has a row for each key."""
REQUIRED = " *"
YES, NO = "ya", "tidak"
NOT_APPLICABLE = "TB"

SHEETS: Mapping[tuple[str, ...], str] = {
    (): "Instrumen",
    ("levels",): "Skala",
    ("bands",): "Kategori",
    ("band_rule", "examples"): "Contoh kategori",
    ("scoring", "staging_examples"): "Contoh berjenjang",
    ("scoring", "examples"): "Contoh hasil",
    ("attributes",): "Atribut",
    ("forms",): "Formulir",
    ("proves",): "Bukti bagi",
    ("aspects",): "Aspek",
    ("marking", "answers"): "Panduan uraian",
    ("variables",): "Variabel",
    ("variables", "levels"): "Tingkat",
}
CHOICES: Mapping[str, str] = {
    "published": "terbit",
    "draft": "rancangan",
    "sum": "jumlah",
    "weighted_mean": "rata-rata berbobot",
    "percent": "persen",
    "none": "daftar periksa",
    "left_out": "dikeluarkan",
    "lowest": "dihitung terendah",
    "highest": "dihitung tertinggi",
    "required": "wajib",
    "optional": "boleh kosong",
    "opd": "perangkat daerah itu sendiri",
    "service": "tiap layanan",
    "sop": "tiap SOP",
    "work-unit": "tiap unit kerja",
    "unit": "perangkat daerah",
    "evaluator": "tim penilai",
    "public": "pengguna layanan",
    "regulation": "peraturan",
    "one-source": "satu sumber",
    "pattern": "susunan sendiri",
}
TITLES: Mapping[str, tuple[str, str]] = {
    "id": ("Id", "Nama pendek instrumen untuk komputer: huruf kecil, angka, tanda hubung. Tidak pernah berubah."),
    "title": ("Judul", "Nama lengkap, paling banyak 120 karakter."),
    "short_title": ("Judul pendek", "Paling banyak 40 karakter, untuk layar ponsel."),
    "version": ("Versi", "Mulai dari 1. Naikkan bila isinya diubah setelah terbit."),
    "status": ("Status", "rancangan selama disusun; terbit bila siap dipakai."),
    "unit": ("Yang dinilai", "Misalnya perangkat daerah, unit layanan, SOP."),
    "period": ("Waktu penilaian", "Misalnya tahunan, semesteran."),
    "valid_years": ("Tahun berlaku", "Tahun pertama dan terakhir, misalnya 2022, 2025. Boleh kosong."),
    "explanation": ("Penjelasan", "wajib bila kosong; boleh kosong: satu ketukan sudah cukup."),
    "legal_basis": ("Dasar hukum", "Satu peraturan satu baris (Alt+Enter)."),
    "band_rule.decimals": ("Desimal kategori", "Nilai dibulatkan sampai sekian angka di belakang koma. 0 sampai 4."),
    "scoring.variable": ("Nilai variabel", "Satu kalimat: bagaimana satu variabel dinilai."),
    "scoring.total": ("Nilai OPD", "Satu kalimat: bagaimana nilai satu OPD dihitung."),
    "scoring.region": ("Nilai daerah", "Satu kalimat: bagaimana nilai daerah dihitung."),
    "scoring.remark": (
        "Catatan hasil",
        "Satu kalimat di samping setiap hasil, paling banyak 120 karakter. Boleh kosong.",
    ),
    "scoring.staging": (
        "Tingkat berjenjang",
        "Satu kalimat, bila variabel terendah membatasi OPD; bila tidak, kosong.",
    ),
    "scoring.formula": ("Rumus", "jumlah bila kosong. daftar periksa: tanpa nilai."),
    "scoring.decimals": ("Desimal nilai", "Hanya bila tidak ada kategori. 0 sampai 4; kosong berarti 2."),
    "scoring.not_applicable": ("Bila tidak berlaku", "dikeluarkan bila kosong: bobot yang lain ikut naik."),
    "scoring.weights_sum": ("Jumlah bobot", "Misalnya 100, agar bobot yang sederet diperiksa. Boleh kosong."),
    "evidence_policy.required_from_level": (
        "Bukti mulai tingkat",
        "Tingkat terendah yang memerlukan bukti; kosong bila tanpa bukti.",
    ),
    "levels.value": ("Nilai", "Berurutan dari 0 atau 1."),
    "levels.roman": ("Tertulis", "I, II, III; 1, 2, 3; atau kata seperti Ya dan Tidak, paling banyak 16 karakter."),
    "levels.name": ("Nama", "Paling banyak 40 karakter."),
    "levels.character": ("Ciri", "Satu kalimat. Boleh kosong."),
    "bands.name": ("Nama", "Dari kategori terendah ke tertinggi."),
    "bands.min": ("Mulai", "Nilai terendah kategori ini."),
    "bands.max": ("Sampai", "Nilai tertinggi kategori ini."),
    "band_rule.examples.value": ("Nilai", "Sebuah nilai, untuk menguji batas kategori."),
    "band_rule.examples.band": ("Kategori", "Kategori yang benar untuk nilai itu."),
    "scoring.staging_examples.scores": ("Tingkat", "Tingkat semua variabel berurutan, misalnya 3, 2, 4."),
    "scoring.staging_examples.total": ("Jumlah", "Nilai yang benar."),
    "scoring.staging_examples.band": ("Kategori", "Kategori yang benar."),
    "scoring.staging_examples.staged_level": ("Tingkat OPD", "Tingkat berjenjang yang benar."),
    "scoring.examples.levels": (
        "Tingkat",
        "Tingkat semua variabel yang dinilai, misalnya 3, 2, TB (tidak berlaku).",
    ),
    "scoring.examples.value": ("Nilai", "Nilai yang benar."),
    "scoring.examples.band": ("Kategori", "Kategori yang benar; kosong bila tidak ada."),
    "subject": (
        "Subjek",
        "perangkat daerah itu sendiri bila kosong; selainnya tiap baris register dinilai.",
    ),
    "attributes.code": ("Kode", "Huruf besar dan angka, paling banyak 8."),
    "attributes.name": ("Nama", "Yang dicatat dari tiap subjek, misalnya Tanggal pengesahan."),
    "attributes.date": ("Tanggal", "ya: isinya tanggal. tidak bila kosong."),
    "attributes.required": ("Wajib", "ya: register menuntutnya. tidak bila kosong."),
    "attributes.old_after": (
        "Lama sesudah",
        "Sesudah berapa bulan tanggal ini dianggap lama, misalnya 24, 60. Boleh kosong.",
    ),
    "attributes.renews": (
        "Memperbarui",
        "Kode atribut tanggal yang diperbarui tanggal ini, misalnya tanggal pengesahan oleh revisi. Boleh kosong.",
    ),
    "attributes.of": ("Dari", "Bila isinya hitungan: dari berapa, misalnya 14. Kosong: bukan hitungan."),
    "proves.instrument": ("Instrumen", "Id instrumen lain yang terbukti oleh putaran instrumen ini."),
    "proves.variable": ("Variabel", "Kode variabel pada instrumen itu."),
    "proves.levels": ("Tingkat", "Tingkat yang terbukti, misalnya 3, 4."),
    "forms.code": ("Kode", "Huruf besar dan angka, paling banyak 8."),
    "forms.name": ("Nama", "Paling banyak 60 karakter."),
    "forms.filled_by": ("Diisi oleh", "Tanpa lembar ini semuanya diisi perangkat daerah."),
    "forms.share": ("Bobot", "Bobotnya dalam nilai, misalnya 75. Kosong: tidak dihitung, kecuali semuanya kosong."),
    "aspects.code": ("Kode", "Huruf besar dan angka, paling banyak 8."),
    "aspects.name": ("Nama", "Nama aspek."),
    "aspects.weight": ("Bobot", "1 bila kosong; 0 bila tidak dihitung."),
    "aspects.aspects": ("Bagian dari", "Kode aspek yang memuatnya; kosong bila tidak ada."),
    "marking.proof": (
        "Panduan uraian: bukti",
        "Keadaan bukti dari yang terburuk, satu keadaan satu baris (Alt+Enter). Kosong bila tidak ada uraian.",
    ),
    "marking.answers.name": ("Mutu uraian", "Dari yang terburuk, paling banyak 30 karakter."),
    "marking.answers.marks": (
        "Nilai",
        "Rentang nilai untuk tiap keadaan bukti, misalnya 41-60; satu rentang satu baris (Alt+Enter).",
    ),
    "variables.code": ("Kode", "Huruf besar dan angka, misalnya V01. Tidak berubah antarversi."),
    "variables.name": ("Nama", "Paling banyak 80 karakter."),
    "variables.short": ("Nama pendek", "Paling banyak 20 karakter, untuk tabel dan grafik."),
    "variables.field": ("Bidang", "Unsur tim yang memeriksa; semua anggota tim bila kosong."),
    "variables.question": (
        "Pertanyaan",
        "Yang dibaca pengisi. Bersama uraian dan bantuan paling banyak 850 karakter.",
    ),
    "variables.help": ("Bantuan", "Apa yang perlu dilihat sebelum menjawab. Boleh kosong."),
    "variables.evidence": ("Bukti", "Dokumen untuk semua tingkat; satu dokumen satu baris (Alt+Enter). Boleh kosong."),
    "variables.weight": ("Bobot", "1 bila kosong."),
    "variables.aspect": ("Aspek", "Kode aspek terbawah; kosong bila instrumen tanpa aspek."),
    "variables.reversed": ("Terbalik", "ya: tingkat tertinggi berarti terburuk. tidak bila kosong."),
    "variables.scored": ("Dinilai", "tidak: ditanyakan tanpa ikut dihitung. ya bila kosong."),
    "variables.not_applicable": ("Boleh tidak berlaku", "ya: pengisi dapat menjawab tidak berlaku. tidak bila kosong."),
    "variables.cumulative": (
        "Bukti berjenjang",
        "tidak: bukti tingkat di bawahnya tidak diminta. ya bila kosong.",
    ),
    "variables.form": ("Formulir", "Kode pada lembar Formulir; yang pertama bila kosong."),
    "variables.mark": (
        "Nilai 0 sampai 100",
        "ya: dijawab dengan angka, tanpa baris pada lembar Tingkat. tidak bila kosong.",
    ),
    "variables.essay": ("Uraian", "ya: perangkat daerah menulis, tim penilai memberi tingkat. tidak bila kosong."),
    "variables.action_at": (
        "Tindakan pada tingkat",
        "Tingkat yang meminta tindakan perbaikan, misalnya 0. Boleh kosong.",
    ),
    "variables.levels.level": ("Tingkat", "Nilai pada lembar Skala, berurutan."),
    "variables.levels.statement": ("Uraian", "Keadaan OPD pada tingkat ini, satu kalimat."),
    "variables.levels.short": ("Uraian pendek", "Paling banyak 64 karakter. Semua tingkat, atau tidak sama sekali."),
    "variables.levels.evidence": ("Bukti", "Satu dokumen satu baris (Alt+Enter). Kosong: bukti variabel itu."),
    "variables.levels.example": ("Contoh penjelasan", "{year} diganti tahun penilaian. Boleh kosong."),
    "variables.levels.next_step": ("Langkah berikutnya", "Saran untuk naik ke tingkat ini. Boleh kosong."),
    "variables.levels.source": ("Sumber", "Dari mana uraian ini."),
}
"""Title and hint of each key, by its path."""


def title(keys: tuple[str, ...]) -> tuple[str, str]:
    """Title and hint of a key; the key itself while it has none."""
    return TITLES.get(".".join(keys), (".".join(keys[-2:]), ""))


def link(title: str, sheet: str) -> tuple[str, str]:
    """Title and hint of the column that says to which row of another sheet a row belongs."""
    return f"{title} {sheet.lower()}", f"{title} pada lembar {sheet}."


NOTES = (
    "Isi lembar dari kiri ke kanan, mulai Instrumen. Baris judul dan petunjuk terkunci; isi mulai baris ketiga.",
    "Kolom bertanda * wajib. Kolom lain boleh kosong; artinya tertulis di bawah judul.",
    "Beberapa butir dalam satu sel ditulis satu baris satu butir (Alt+Enter), tanpa nomor.",
    "Setiap variabel memiliki satu baris untuk setiap tingkat pada lembar Tingkat, atau tidak sama sekali.",
    "Lembar Contoh menguji hitungan: isi nilai yang sudah diketahui benar.",
    "Jangan mengganti nama lembar dan judul kolom. Kolom atau baris tersembunyi tidak diterima.",
    "Periksa dengan: pandu instrument check BERKAS. Setiap kesalahan disebut lembar, baris, dan cara memperbaikinya.",
)
