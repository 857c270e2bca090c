"""Whatever people do, in any order: no flow raises, every screen fits and is valid, every button is answered."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies as st

from bot.flows.base import Step
from bot.flows.events import OtherKind
from core.assessment.answer import FormerAnswer
from core.assessment.model import Approval, PeriodStatus, Status
from core.fit import with_notice
from core.screen import ButtonKind
from tests.flows.checks import check
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World

WORDS = st.sampled_from(
    [
        "III",
        "tingkat 5",
        "Rapat juga diadakan bulan Juni.",
        "https://drive.example.go.id/renja",
        "Lihat <b>tabel</b> & lampiran: https://a.go.id/x?y=1&z=<2> yang dibahas bersama pada bulan Juni 2026",
        "x" * 4096,
        "kata " * 810,
        "Siti <b>Aminah</b> & Co\nKepala Subbagian Umum\n197501011998032001",
        "Siti\nKepala\n-",
        "Siti\nKepala\n123456",
        "مرحبا \u202e 🙂🙂 <i>",
        "&amp;&lt;<script>" * 60,
    ]
)
NAMES = ["Renja_2026.pdf", "SK <b>Tim</b> & Co.pdf", "a" * 200 + ".pdf", "🙂.pdf", "tanpa", "laporan.zip", ""]
VERBS = ["use", "former", "open", "year", "target", "page", "choose", "evidence", "drop", "ask", "show", "pick", "add"]
VERBS += ["make", "swap", "move", "moving", "send", "submit", "withdraw", "approve", "again", "identity", "relevel"]
FORGED = st.builds(
    "{}:{}".format, st.sampled_from([*VERBS, "V01", "V99", ""]), st.sampled_from(["V99", "99", "-1", ""])
)
TAPS = st.tuples(st.just("tap"), st.integers(0, 40))
ACTIONS = st.one_of(
    *(TAPS, TAPS, TAPS, TAPS),
    st.tuples(st.just("text"), WORDS | st.text(min_size=1, max_size=50)),
    st.tuples(
        st.just("file"),
        st.sampled_from(NAMES),
        st.integers(0, 3),
        st.sampled_from(["", "", "album"]),
        st.sampled_from(["", "Notulen rapat & <foto>"]),
    ),
    st.tuples(st.just("size"), st.sampled_from([0, 30_000_000])),
    st.tuples(st.just("other"), st.sampled_from(list(OtherKind))),
    st.tuples(st.just("edit"), st.integers(1, 5), WORDS),
    st.tuples(st.just("command"), st.sampled_from(["isi", "ringkasan", "mulai"])),
    st.tuples(st.just("notice"), st.integers(0, 40)),
    st.tuples(st.just("open"), st.sampled_from(CODES), st.sampled_from(["open", "replace", "summary", "receipt"])),
    st.tuples(st.just("team"), st.sampled_from(CODES)),
    st.tuples(st.just("forge"), FORGED),
    st.tuples(st.just("wait"), st.integers(0, 200)),
    st.tuples(st.just("close"), st.booleans()),
)
PEOPLE = st.sampled_from(["Ani", "Ani", "Ani", "Dewi", "Eko"])


def act(player: Play, world: World, action: tuple) -> None:
    match action:
        case ("tap", number):
            rows = [item for row in player.screen.rows for item in row if item.kind is not ButtonKind.COPY]
            if rows:
                press(player, rows[number % len(rows)].label)
        case ("text", words):
            player.text(words)
        case ("file", name, unique, album, caption):
            player.file(name, unique=f"u{unique}", album=album, caption=caption)
        case ("size", size):
            player.file("besar.pdf", size=size)
        case ("other", kind):
            player.other(kind)
        case ("edit", message, words):
            player.text(words, message, edited=True)
        case ("command", name):
            player.command(name)
        case ("notice", number) if world.told:
            _, notice = world.told[number % len(world.told)]
            check(notice)
            for row in notice.rows:
                if row[0].value.partition(":")[0] not in ("reply", "forward"):
                    player.press(notice, row[0].label)
        case ("open", code, verb):
            player.steady(f"{verb}:{NUMBER}:{code}")
        case ("forge", item):
            player.forge(item)
        case ("team", code) if world.status in (Status.SUBMITTED, Status.RETURNED):
            world.give_back(code, "Foto <b>tidak</b> terbaca & kabur. " * 20)
        case ("wait", hours):
            world.pass_time(hours=hours)
        case ("close", closed):
            world.period_is(PeriodStatus.CLOSED if closed else PeriodStatus.OPEN)


def press(player: Play, label: str) -> None:
    """Every button does something, if only to say why nothing happens."""
    before, drawn = player.state, player.screen
    player.tap(label)
    step = player.step
    assert step is not None
    idle = step == Step(before) and player.screen == drawn
    assert not idle or " dari " in label or label.startswith("Periksa"), f"[{label}] is not answered\n{player.dialogue}"


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(PEOPLE, ACTIONS), min_size=5, max_size=60),
    st.sampled_from(list(Approval)),
    st.booleans(),
    st.integers(0, 11),
    st.booleans(),
)
def test_whatever_people_do_every_screen_stands(script, approval, links_alone, filled, second_office):
    world = World(approval=approval, links_alone=links_alone, other_office=second_office)
    words = "Rencana <b>diklat</b> & lain-lain. " * 30
    world.year_before("V05", FormerAnswer(4, words, 4, ((77, "Diklat & <b>.pdf"),)))
    world.fill(*CODES[:filled])
    players = {name: play(world, name) for name in ("Ani", "Dewi", "Eko")}
    for name in players:
        players[name].command("isi")
    for name, action in script:
        player = players[name]
        act(player, world, action)
        for other in players.values():
            drawn = other.screen
            check(drawn)
            banner = player.step.banner if other is player and player.step else ""
            if banner:
                check(replace(drawn, text=with_notice(drawn, banner)))
        assert len(player.toast) <= 200
