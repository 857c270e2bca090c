"""Events of groups, and the answers of their views.

Groups have no conversation and no live screen. Each press is a view by itself, and the button carries its whole
address: "g:<view>:<page or number>".
"""

from dataclasses import dataclass, replace

from bot.flows.kit.paging import number_of
from bot.texts.common import BACKWARD, FORWARD, of_period
from core.charts.data import Chart
from core.effects import Effect
from core.groups import ADDRESS, AT, GroupFacts, ViewName
from core.results.period import PeriodResults
from core.screen import Button, ButtonKind, Notice, Rows, link, steady


@dataclass(frozen=True, slots=True)
class Command:
    """A command typed in a group; `to` is the bot that it names, or ""."""

    name: str
    argument: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class GroupReply:
    """A reply to a message of the bot; `to` is the text of that message."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class PastedInvitation:
    """Somebody has posted an invitation where everybody can read it."""


@dataclass(frozen=True, slots=True)
class Press:
    item: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.item.split(":"))


@dataclass(frozen=True, slots=True)
class BotStatus:
    """The bot's status in the group. `inside` and `was_inside`: a member or more; `may_pin`: as administrator."""

    inside: bool
    was_inside: bool
    may_pin: bool = False


@dataclass(frozen=True, slots=True)
class Migration:
    """The group has become a supergroup: its former and its present number."""

    former: int
    chat_id: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic was closed or opened again."""

    thread_id: int | None
    closed: bool


GroupEvent = Command | GroupReply | PastedInvitation | Press | BotStatus | Migration | Topic


@dataclass(frozen=True, slots=True)
class View:
    """A message in a group: words with buttons, a picture with its caption, or a workbook. `recap` is the number of the
    workbook's period.
    """

    text: str
    rows: Rows = ()
    chart: Chart | None = None
    recap: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`say` is sent where the event happened, or in `chat`; `show` replaces the pressed message; `private` goes to the
    sender alone.

    `below` is the name of the view in `say`, which is not sent again within a moment. `once` (kind, key): `say` is sent
    at most once for these.
    """

    say: View | None = None
    show: View | None = None
    toast: str = ""
    private: Notice | None = None
    effects: tuple[Effect, ...] = ()
    chat: int | None = None
    below: str = ""
    once: tuple[str, str] | None = None


NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class GroupWish:
    """What has to be loaded for an event, besides the binding. `period`: the one its button names."""

    numbers: bool = False
    years: bool = False
    period: int | None = None


def press(label: str, *address: object) -> Button:
    return steady(label, ADDRESS, *address)


def view_of(word: str) -> tuple[str, int | None]:
    """The view and the period of an address: "skor", or "skor@12" where the Pemda has several periods."""
    view, _, period = word.partition(AT)
    return view, number_of(period)


def in_period(view: View, results: PeriodResults) -> View:
    """The view as it is where the Pemda has several periods: it says which it is about, and its buttons stay there."""
    if not results.period.several:
        return view
    rows = tuple(tuple(_addressed(button, results.period.id) for button in row) for row in view.rows)
    return replace(view, text=of_period(view.text, results.period.name), rows=rows)


def _addressed(button: Button, period: int) -> Button:
    address, _, rest = button.value.partition(":")
    view, *more = rest.split(":")
    if button.kind is not ButtonKind.STEADY or address != ADDRESS or view not in set(ViewName):
        return button
    return replace(button, value=":".join((ADDRESS, f"{view}{AT}{period}", *more)))


def open_bot(facts: GroupFacts, label: str) -> tuple[Button, ...]:
    """Leads to the private conversation; empty while the bot's name is not known."""
    return (link(label, f"https://t.me/{facts.bot_username}"),) if facts.bot_username else ()


def turner(view: str, number: int, count: int, *of: str) -> Rows:
    """A row ‹ 1 dari 3 › with whole addresses; the last page is followed by the first. Empty for one page. Pages count
    from 1. `of` stands before the page in the address.
    """
    if count < 2:
        return ()
    return (
        (
            press(BACKWARD, view, *of, (number - 2) % count + 1),
            press(f"{number} dari {count}", view, *of, number),
            press(FORWARD, view, *of, number % count + 1),
        ),
    )
