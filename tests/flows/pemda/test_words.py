"""Settings that are lines of words, and the regulation."""

from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.settings import ShowingRule, TypingSetting
from core.effects import ChangePemda, KeepPemdaFile, SendRule
from core.effects.pemda import FilePurpose
from tests.flows.play import play
from tests.flows.world import PEMDA, World


def test_the_organiser_is_named() -> None:
    phone = play(World(), "Citra", ChangingSettings(PEMDA)).tap("Pengelola")
    phone.text("a").says("Tulis dalam satu baris, 3 sampai 120 karakter.").asks_for()
    phone.text(" Bagian Organisasi & Tata Laksana ").asks_for(
        ChangePemda(PEMDA, "organiser", "Bagian Organisasi & Tata Laksana")
    )
    phone.says("Pengelola: Bagian Organisasi &amp; Tata Laksana")
    assert phone.state == ChangingSettings(PEMDA)


def test_a_line_may_be_emptied_unless_it_is_needed() -> None:
    phone = play(World(seat="Sangatta"), "Citra", TypingSetting(PEMDA, "seat"))
    phone.tap("Kosongkan").asks_for(ChangePemda(PEMDA, "seat", "")).toasts("Dikosongkan.")
    screen = play(World(), "Citra", TypingSetting(PEMDA, "organiser")).screen
    assert [button.label for row in screen.rows for button in row] == ["Batalkan"]


def test_the_rule_is_a_link_a_file_or_both() -> None:
    phone = play(World(), "Citra", ShowingRule(PEMDA))
    bad = "Alamat harus diawali https:// atau http://, tanpa spasi, paling panjang 300 karakter. Kirim ulang."
    for words in ("jdih.go.id", "https://", "https:// jdih.go.id", "ftp://jdih.go.id", "https://x." + "y" * 300):
        phone.text(words).says(bad).asks_for()
    address = "https://jdih.kutaitimurkab.go.id/25-2024"
    phone.text(address).asks_for(ChangePemda(PEMDA, "rule_link", address)).says("Tautan peraturan tersimpan.")
    phone.file("Perbup 25.pdf", message=77).asks_for(
        KeepPemdaFile(PEMDA, FilePurpose.RULE, "f77", "Perbup 25.pdf", 1000)
    )
    phone.says("📎 Perbup 25.pdf diterima dan sedang disimpan.")
    phone.file().asks_for().says(
        "⚠️ Berkas tidak disimpan. Peraturan dikirim sebagai dokumen, misalnya PDF, bukan foto."
    )
    assert phone.tap("Ubah judul").state == TypingSetting(PEMDA, "rule_title")


def test_the_rule_is_taken_away() -> None:
    kept = {"rule_link": "https://jdih.example", "rule_file": {"name": "Perbup <25>.pdf", "key": "k", "file_id": "f"}}
    phone = play(World(**kept), "Citra", ShowingRule(PEMDA))
    assert "Berkas: Perbup &lt;25&gt;.pdf" in phone.standing.text
    phone.tap("Hapus tautan").asks_for(ChangePemda(PEMDA, "rule_link", ""))
    phone.tap("Hapus berkas").asks_for(ChangePemda(PEMDA, "rule_file", {}))


def test_everybody_opens_the_rule_from_help() -> None:
    phone = play(World(rule_file={"name": "Perbup.pdf", "key": "k", "file_id": "f"})).command("bantuan")
    phone.tap("Buka peraturan").asks_for(SendRule(PEMDA)).toasts("Peraturan sedang dikirim")
