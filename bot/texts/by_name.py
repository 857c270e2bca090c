"""What is said to a typed button's name where the screen has no such button."""

NOTHING_TO_LEAVE = "Tidak ada yang perlu dibatalkan. Gunakan tombol di bawah."
NOTHING_TO_UNDO = "Tidak ada yang dapat diurungkan di sini."
LEFT_OPEN = "Tidak ada yang berubah. Lanjutkan dari daftar isi."
NO_CONTENT = "Tulisan itu nama tombol, jadi tidak disimpan."
EMPTY = "Tulisan itu kosong. Tuliskan dalam satu atau dua kalimat."
