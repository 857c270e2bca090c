"""The public page on which users of a service answer, in plain HTML without a script: for any phone of 360 pixels, the
keyboard and a screen reader. Everything that is not written here is escaped.
"""

import base64
import hashlib
from collections.abc import Collection, Mapping
from html import escape

from core.survey.form import Form, Question
from core.written import listed

TITLE = "Survei pengguna layanan"
LEAD = "Bagaimana pelayanan yang Bapak/Ibu terima di kantor ini?"
PRIVATE = (
    "Tanpa nama. Nomor telepon, akun, dan alamat internet Bapak/Ibu tidak disimpan. Satu orang mengisi satu kali; "
    "untuk itu ponsel menyimpan sebuah tanda acak, yang tidak berarti lagi setelah penilaian selesai."
)
SEND = "Kirim"
THANKS = "Terima kasih"
THANKED = "Isian Bapak/Ibu sudah kami terima. Halaman ini boleh ditutup."
BEFORE = "Isian dari ponsel ini sudah kami terima sebelumnya. Setiap orang cukup mengisi satu kali."
CLOSED = "Survei ini sudah ditutup"
CLOSED_MORE = "Isian tidak diterima lagi. Terima kasih atas perhatian Bapak/Ibu."
UNKNOWN = "Survei tidak ditemukan"
UNKNOWN_MORE = "Periksa kembali tautannya, atau pindai lagi QR di ruang layanan."
BUSY = "Sedang ramai"
BUSY_MORE = "Isian belum tersimpan. Kembali ke halaman sebelumnya, tunggu sebentar, lalu tekan Kirim sekali lagi."
STALE = "Halaman ini sudah lama terbuka. Jawaban Bapak/Ibu masih ada; tekan Kirim sekali lagi."
TOO_FAST = "Isian belum tersimpan. Periksa jawaban, lalu tekan Kirim sekali lagi."

STYLE = """
*{box-sizing:border-box}
body{margin:0;background:#f4f6f5;color:#1a1a1a;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
.office{font-weight:700;margin:0}
.note{font-size:1rem;color:#3c3c3c}
fieldset{border:1px solid #b8c2bd;border-radius:.5rem;background:#fff;margin:1rem 0;padding:.75rem}
fieldset.lacking{border:3px solid #a3261b}
legend{float:left;width:100%;font-weight:700;padding:0}
.ends{clear:both;display:flex;justify-content:space-between;font-size:1rem;color:#3c3c3c;margin:.25rem 0}
.scale{display:flex;gap:.25rem}
.scale label{flex:1;position:relative}
.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale span{display:block;text-align:center;padding:.7rem 0}
.scale span{border:2px solid #2e6b50;border-radius:.4rem;font-weight:700}
.scale input:checked+span{background:#2e6b50;color:#fff}
.scale input:focus-visible+span{outline:3px solid #10357a;outline-offset:2px}
button{width:100%;padding:1rem;border:0;border-radius:.5rem;background:#2e6b50;color:#fff;font:inherit;font-weight:700}
button:focus-visible{outline:3px solid #10357a;outline-offset:2px}
.alert{border-left:.4rem solid #a3261b;background:#fdecea;padding:.75rem;margin:1rem 0}
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
"""By which the browser knows this style and no other."""

_PAGE = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
    "<title>{title}</title><style>{style}</style></head><body><main>{body}</main></body></html>"
)


def whole(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title), style=STYLE, body=body)


def said(title: str, more: str, office: str = "") -> str:
    """A page that only says something."""
    where = f'<p class="office">{escape(office)}</p>' if office else ""
    return whole(title, f"{where}<h1>{escape(title)}</h1><p>{escape(more)}</p>")


def lacking(places: Collection[int]) -> str:
    return f"Isian belum terkirim. Belum dijawab: nomor {listed([str(place) for place in places])}."


def form(
    form: Form, office: str, pemda: str, ticket: str, given: Mapping[str, int], alert: str = "", marked: bool = False
) -> str:
    """The page to be filled in; `given` was chosen before, `marked`: what lacks an answer is framed."""
    title = f"{TITLE} · {office}"
    questions = "".join(
        _question(place, one, form.scale, given.get(one.code), marked) for place, one in enumerate(form.questions, 1)
    )
    head = (
        f'<p class="office">{escape(office)}<br>{escape(pemda)}</p><h1>{escape(LEAD)}</h1>'
        f"<p>{len(form.questions)} pernyataan, sekitar dua menit. Pilih {form.scale[0]} untuk yang paling buruk, "
        f'{form.scale[-1]} untuk yang paling baik.</p><p class="note">{escape(PRIVATE)}</p>'
    )
    told = f'<p class="alert" role="alert">{escape(alert)}</p>' if alert else ""
    hidden = f'<input type="hidden" name="ticket" value="{escape(ticket)}">'
    body = f'{head}{told}<form method="post">{hidden}{questions}<button type="submit">{SEND}</button></form>'
    return whole(title, body)


def _question(place: int, one: Question, scale: tuple[int, ...], chosen: int | None, marked: bool) -> str:
    worst, best = scale[0], scale[-1]
    names = {worst: f"{worst}, paling buruk", best: f"{best}, paling baik"}
    choices = "".join(
        f'<label><input type="radio" name="{escape(one.code)}" value="{value}" required'
        f' aria-label="{names.get(value, value)}"{" checked" if value == chosen else ""}><span>{value}</span></label>'
        for value in scale
    )
    framed = ' class="lacking"' if marked and chosen is None else ""
    ends = f"<span>{worst} paling buruk</span><span>{best} paling baik</span>"
    return (
        f"<fieldset{framed}><legend>{place}. {escape(one.text)}</legend>"
        f'<div class="ends" aria-hidden="true">{ends}</div><div class="scale">{choices}</div></fieldset>'
    )
