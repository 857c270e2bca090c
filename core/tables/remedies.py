"""What a spreadsheet program has done to a cell, and what to do about it."""

from collections.abc import Mapping

from core.tables.table import Flaw

REMEDIES: Mapping[Flaw, str] = {
    Flaw.DATE: "Excel menyimpannya sebagai tanggal; ubah sel menjadi Teks, lalu ketik ulang",
    Flaw.ERROR: "berisi galat Excel ({text}); ketik isinya",
    Flaw.UNCOMPUTED: "berisi rumus yang belum dihitung; ketik hasilnya",
    Flaw.PERCENT: "tersimpan sebagai persen; ubah sel menjadi Umum, lalu ketik ulang",
    Flaw.DIGITS: "Excel hanya menyimpan 15 angka pertama; ubah sel menjadi Teks, lalu ketik ulang",
    Flaw.TRUTH: "berisi nilai benar atau salah; ketik isinya sebagai teks",
}
