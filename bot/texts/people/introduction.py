"""What Telegram shows of the bot before anything was said: in the empty chat, and on its profile."""

DESCRIPTION = (
    "Penilaian mandiri perangkat daerah. Bot ini memandu kontak OPD mengisi penilaian dari ponsel: "
    "jawaban, penjelasan, dan bukti. Semua langsung tersimpan dan boleh diisi bertahap.\n\n"
    "Untuk mulai, buka tautan pada undangan dari Bagian Organisasi, atau ketuk Mulai lalu tempelkan tautannya."
)
"""At most 512 characters."""

SHORT = "Penilaian mandiri perangkat daerah. Masuk dengan undangan dari Bagian Organisasi."
"""At most 120 characters."""
