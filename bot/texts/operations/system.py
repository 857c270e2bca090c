"""Errors of the operating system in words, for brackets behind a file's name."""

import errno

_WORDS = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EEXIST: "sudah ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "sebuah folder",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "jatah ruang penyimpanan habis",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "tautannya berputar-putar",
    errno.EIO: "perangkat penyimpanannya bermasalah",
    errno.EBUSY: "sedang dipakai",
    errno.ETXTBSY: "sedang dipakai",
    errno.EFBIG: "terlalu besar bagi tempatnya",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENFILE: "terlalu banyak berkas terbuka",
    errno.ENOMEM: "memori tidak cukup",
    errno.ENXIO: "bukan berkas biasa",
    errno.ENODEV: "bukan berkas biasa",
    errno.ESPIPE: "bukan berkas biasa",
    errno.EINVAL: "tidak dapat dipakai",
}


def reason(error: OSError) -> str:
    return _WORDS.get(error.errno or 0) or f"kesalahan sistem nomor {error.errno or 0}"
