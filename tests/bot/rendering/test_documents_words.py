"""What a person reads in Data_Saya.txt."""

from bot.texts import documents

EMPTY: dict[str, list[dict[str, object]]] = {"questions": [], "replies": [], "verdicts": [], "submissions": []}


def test_my_data_reads_as_plain_indonesian() -> None:
    found = {
        "person": {"name": "Ani", "telegram_id": 1001, "joined_at": "2026-12-01T09:00:00.123456+08:00"},
        "roles": [
            {"role": "contact", "opd": "Dinas Kesehatan", "since": "2026-12-01T09:00:00+08:00", "ended_at": None}
        ],
        "answers": [{"variable": "V01", "level": "III", "explanation": "Renja 2026."}],
        "evidence": [
            {"kind": "document", "name": "Renja.pdf", "variables": "V01, V02", "state": "stored", "year": 2026}
        ],
        **EMPTY,
    }
    assert documents.my_data(found) == (
        "DATA DIRI\n\nnama: Ani\nnomor akun Telegram: 1001\n"
        "terdaftar sejak: Selasa, 1 Desember 2026 pukul 09.00 WITA\n\n\n"
        "PERAN\n\nperan: kontak OPD\nOPD: Dinas Kesehatan\nsejak: Selasa, 1 Desember 2026 pukul 09.00 WITA\n\n\n"
        "JAWABAN\n\nvariabel: V01\ntingkat: III\npenjelasan: Renja 2026.\n\n\n"
        "BUKTI YANG DIKIRIM\n\njenis: dokumen\nnama: Renja.pdf\nvariabel: V01, V02\nkeadaan: tersimpan\ntahun: 2026\n"
    )
