"""What the people of the demo have written before the visitor comes, and how they are introduced."""

ANI, CITRA, BUDI, HASAN, DODI = "Ani", "Citra", "Budi", "Hasan", "Dodi"
ABOUT = {
    ANI: "kontak Dinas Kesehatan",
    CITRA: "koordinator, Bagian Organisasi",
    BUDI: "tim penilai, bidang organisasi",
    HASAN: "kepala Dinas Kesehatan",
    DODI: "kontak 12 OPD lain",
}
GROUP = "Tim Penilai Kutai Timur"
PEMDA = "Kabupaten Kutai Timur"
ORGANISER = "Bagian Organisasi Setda Kabupaten Kutai Timur"
SEAT, CODE = "Sangatta", "KUTIM"
DECLARANT, POSITION = "Siti Aminah", "Sekretaris"

SOP_NOT_EVALUATED = "SOP belum dievaluasi"
INCOMPLETE = "Bukti belum lengkap"
OUTDATED = "Bukti masih tahun 2024"
UNREADABLE = "Foto tidak terbaca, mohon kirim hasil pindai."


def explanation(variable: str) -> str:
    return f"Keadaan {variable} sudah diperiksa bersama."
