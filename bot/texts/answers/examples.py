"""What a good explanation looks like, variable by variable; an instrument without examples gets a general one."""

GENERAL = "Keputusan kepala kantor tanggal 3 Februari {year}, disusun tim perencanaan, berlaku di semua bidang."

_EXAMPLES = {
    "kematangan-2018": {
        "V01": "Renja {year} memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari {year}.",
        "V02": "Monev {year} memakai batas deviasi 5%, dilaporkan Subbagian Perencanaan setiap triwulan.",
        "V03": "Standar pelayanan ditetapkan 10 Januari {year}; tim mutu mengujinya pada Maret dan September.",
        "V04": "24 SOP ditetapkan dengan keputusan kepala dinas dan dievaluasi tim SOP pada Maret {year}.",
        "V05": "Rencana diklat {year} mencakup semua jabatan, disusun Subbagian Umum pada Januari {year}.",
        "V06": "Kajian retribusi Mei {year} disusun bersama Bappeda dengan survei 120 pengguna layanan.",
        "V07": "Analisis beban kerja dan rencana kebutuhan barang {year} ditetapkan kepala dinas pada Februari {year}.",
        "V08": "Register risiko {year} memuat 14 risiko tinggi, dibahas satgas SPIP setiap triwulan.",
        "V09": "Target perjanjian kinerja {year} sama dengan Renstra, ditandatangani 15 Januari {year}.",
        "V10": "Rencana inovasi {year} memuat dua inovasi layanan, dikerjakan tim inovasi sejak Maret {year}.",
        "V11": "Nilai budaya kerja ditetapkan 5 Januari {year}; agen perubahan menyosialisasikannya tiap bulan.",
    }
}


def example(instrument: str, code: str, year: int) -> str:
    return _EXAMPLES.get(instrument, {}).get(code, GENERAL).format(year=year)
