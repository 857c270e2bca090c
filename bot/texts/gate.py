"""When a screen can no longer stand: somebody else has sent, returned or closed the assessment meanwhile."""

AWAITING = "Penilaian sedang menunggu persetujuan kepala."
CLOSED = "Penilaian sudah ditutup."
REOPENED = "Penilaian terbuka lagi untuk diisi."
CHANGED = "Isian sudah berubah. Lanjutkan dari ringkasan."
SEE_APPROVAL = "Lihat penilaian"
