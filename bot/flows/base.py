"""What came in (events), where a conversation stands (State), what a flow answers (Step).

A flow (`Flow`) is three pure functions with no knowledge of Telegram, storage or the clock:

    step(state, event, facts)   -> Step      what the event means here
    screen(state, facts)        -> Screen    the live screen; alone it redraws after a restart or an old press
    record(state, facts)        -> str       the one line the screen shrinks to when it is left behind

How a Step reaches the phone is decided in `bot/turn/turn.py`: a tap edits the pressed message; a text or file gets the
new screen below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar, Generic, Literal, NoReturn, TypeVar

from core.actions.facts import ActionsWish
from core.effects import Effect
from core.evidence import links
from core.evidence.batch import Batch
from core.facts import Facts
from core.pemda.own_lists.file import FileFault, FileRow
from core.pemda.parts import NOTHING, Parts
from core.productivity.facts import WorkloadWish
from core.register.file import FileRow as RegisterRow
from core.review.facts import ReviewWish
from core.screen import KEEP_NOTICE as KEEP_NOTICE, Screen, escape
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Begin:
    """A command, without its slash. `argument` is the text after it (after /start an unknown token). `invitation` is
    the hash of an invitation brought by /start, or by a link or token that was pasted; `beside` is what else its
    message held.
    """

    command: str
    argument: str = ""
    invitation: str = ""
    beside: Literal["", "words", "file"] = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button. `revision` is None for steady buttons; `item` is what the button carried."""

    item: str
    revision: int | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.item.split(":"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text message. `edited`: it replaces an earlier one with the same id. `marks` are the links that Telegram found.
    `forwarded`: somebody else wrote it, here and in File. `replies_to`: where it replies to a message, the items of
    that message's steady buttons.
    """

    text: str
    message_id: int
    edited: bool = False
    marks: tuple[links.Mark, ...] = ()
    forwarded: bool = False
    replies_to: tuple[str, ...] = ()

    @property
    def found(self) -> links.FoundLinks:
        return links.find(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class File:
    """A photo or document. `size` is in bytes, None where Telegram does not say; a `photo` was compressed by the phone.
    `marks` are the links of the caption. `edited`: the message had another file or caption before.
    """

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int | None
    message_id: int
    photo: bool = False
    caption: str = ""
    album: str = ""
    marks: tuple[links.Mark, ...] = ()
    edited: bool = False
    forwarded: bool = False

    @property
    def found(self) -> links.FoundLinks:
        """The links of the caption."""
        return links.find(self.caption, self.marks)


class OtherKind(StrEnum):
    STICKER = "sticker"
    VOICE = "voice"
    LOCATION = "location"
    VIDEO = "video"
    CONTACT = "contact"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Other:
    """A message of a kind that is no answer to anything."""

    kind: OtherKind
    message_id: int
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Reachable:
    """The person has blocked the bot (False) or unblocked it (True)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Something on the live screen has changed by itself (a file was copied, a colleague has decided)."""


@dataclass(frozen=True, slots=True)
class OpdFileRead:
    """The outcome of ReadOpdFile. `rows`: code, name, short name, kind, perhaps telephone; `faults`: row, column, what
    is wrong; `losses`: what was not read; `notes`: what was read in another way than it may have been meant; `made`:
    the list has no codes, and these were made.

    `problem` is "", "too_large" or "unavailable" (the file could not be fetched).
    """

    pemda: int
    name: str
    rows: tuple[tuple[str, ...], ...] = ()
    faults: tuple[tuple[int, str, str], ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    made: bool = False
    losses: tuple[str, ...] = ()

    @classmethod
    def of(cls, pemda: int, name: str, read: Mapping[str, Any]) -> "OpdFileRead":
        """`read` is as core.pemda.opd_list.reading.to_plain made it, or {"problem": ...}."""
        return cls(
            pemda,
            name,
            tuple(map(tuple, read.get("rows", ()))),
            tuple(map(tuple, read.get("faults", ()))),
            read.get("problem", ""),
            tuple(read.get("notes", ())),
            read.get("made", False),
            tuple(read.get("losses", ())),
        )


@dataclass(frozen=True, slots=True)
class WorkloadRead:
    """The outcome of ReadWorkload. `rows`: name, hours as digits, PNS, PPPK; `faults`: sheet, row, column, what is
    wrong; `losses`, `notes` and `problem` are as in OpdFileRead.
    """

    pemda: int
    opd: int
    name: str
    rows: tuple[tuple[str, str, int, int], ...] = ()
    faults: tuple[tuple[str, int, str, str], ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()

    @classmethod
    def of(cls, pemda: int, opd: int, name: str, read: Mapping[str, Any]) -> "WorkloadRead":
        """`read` is as core.productivity.reading.to_plain made it, or {"problem": ...}."""
        rows, faults = (tuple(map(tuple, read.get(part, ()))) for part in ("rows", "faults"))
        notes, losses = (tuple(read.get(part, ())) for part in ("notes", "losses"))
        return cls(pemda, opd, name, rows, faults, read.get("problem", ""), notes, losses)


@dataclass(frozen=True, slots=True)
class OwnListRead:
    """The outcome of ReadOwnList, for the instrument it was sent for. `sheet` is the sheet that was read, `made_for`
    the instrument that the file names itself; `rows` and `faults` are those of core.pemda.own_lists.file. `problem` is
    as in OpdFileRead.
    """

    pemda: int
    instrument: str
    name: str
    sheet: str = ""
    made_for: str = ""
    rows: tuple[FileRow, ...] = ()
    faults: tuple[FileFault, ...] = ()
    problem: str = ""

    @classmethod
    def of(cls, pemda: int, instrument: str, name: str, read: Mapping[str, Any]) -> "OwnListRead":
        """`read` is as core.pemda.own_lists.file.read made it, or {"problem": ...}."""
        found = read.get("rows", ())
        rows = tuple((number, code, level, tuple(map(tuple, cells))) for number, code, level, cells in found)
        faults = tuple(map(tuple, read.get("faults", ())))
        sheet, made_for = read.get("sheet", ""), read.get("instrument", "")
        return cls(pemda, instrument, name, sheet, made_for, rows, faults, read.get("problem", ""))


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """The outcome of ReadRegister. `titles`, `rows` and `mark` are those of core.register.file; `refused` says why the
    file as a whole cannot be used; `problem` is as in OpdFileRead.
    """

    pemda: int
    opd: int
    instrument: str
    name: str
    titles: tuple[str, ...] = ()
    rows: tuple[RegisterRow, ...] = ()
    mark: str = ""
    refused: str = ""
    problem: str = ""

    @classmethod
    def of(cls, pemda: int, opd: int, instrument: str, name: str, read: Mapping[str, Any]) -> "RegisterRead":
        """`read` is as core.register.file.read made it, or {"problem": ...}."""
        rows = tuple(
            (number, tuple((cell[0], cell[1], cell[2]) for cell in cells)) for number, cells in read.get("rows", ())
        )
        titles, mark = tuple(read.get("titles", ())), read.get("mark", "")
        return cls(pemda, opd, instrument, name, titles, rows, mark, read.get("refused", ""), read.get("problem", ""))


Event = (
    Begin | Tap | Text | File | Other | Reachable | Changed | OpdFileRead | OwnListRead | WorkloadRead | RegisterRead
)


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands. Subclasses are frozen dataclasses of plain values (str, int, bool, tuples).

    `NAMES`: a text typed there is stored as it is, as the name or title of something. `held` is the message whose words
    wait here (`unsent`), 0 for none; `spoken` as what words were sent last, and their messages (bot/flows/kit/held.py).
    """

    NAMES: ClassVar[bool] = False
    KINDS: ClassVar[dict[str, type["State"]]] = {}
    held: int = field(default=0, compare=False, kw_only=True)
    spoken: tuple[Any, ...] = field(default=(), compare=False, kw_only=True)

    def __init_subclass__(cls) -> None:
        State.KINDS[cls.__name__] = cls

    def wish(self) -> Wish:
        """What has to be loaded for the step and the screen of this state."""
        return Wish()

    @property
    def unsent(self) -> str:
        """Words the person has typed here that are neither stored nor sent yet."""
        return ""


class Keep(StrEnum):
    """Means "leave as it is" where None has a meaning of its own."""

    KEEP = "keep"


KEEP = Keep.KEEP

READ_ONLY = "look"
"""Follows "open:<assessment>:<variable>": the answer is shown to be read where it cannot be changed any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event.

    `toast` answers a tap; `stands` answers it instead where the screen is below already and is known to have
    arrived. `banner` (HTML) is the last line of the next screen, right above its buttons. `evidence_for` is the
    variable that later files belong to (`receiving_after`). `fresh` leaves the pressed message as it is and sends the
    screen below it, unless it is there already. `silent` changes nothing on the phone (an update that needs no
    answer). `record` is the line the former screen shrinks to, where it is not the flow's own; with `fresh` the
    pressed one too. `refused` is the line of record of a file that was refused; `batch` is what became of the files
    sent together.
    """

    state: State
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    banner: str = ""
    evidence_for: str | None | Keep = KEEP
    fresh: bool = False
    silent: bool = False
    record: str = ""
    refused: str = ""
    batch: Batch | Keep = KEEP
    stands: str = ""

    def aloud(self) -> "Step":
        """The same step after a text: only presses have toasts, so a toast becomes a banner."""
        return replace(self, toast="", banner=self.banner or escape(self.toast))


def receiving_after(step: Step, former: State | None, held: str | None) -> str | None:
    """The variable that files belong to after a step. It lasts while the screen stays on which it was named; a step to
    another screen ends it, unless that step names a variable itself.
    """
    if step.evidence_for is not KEEP:
        return step.evidence_for
    return held if step.state == former else None


Entry = Callable[[Event, State | None, Facts], Step]
"""Begins a flow by a command or a steady button. The state is the present one of the conversation."""


Wanted = Literal["assessment", "question", "pemda", "review", "result", "member", "unit", "units", "actions"]
"""What the number in a steady button is of."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What a steady button leads to. `wants`: what the number after its verb is; `parts`: what it reads of a Pemda."""

    entry: Entry
    wants: Wanted | None = None
    parts: Parts = NOTHING

    def wish(self, number: int | None) -> Wish:
        """What has to be loaded for the button; without a number it is about what the state names."""
        match self.wants:
            case "pemda":
                return Wish(pemda=number, parts=self.parts)
            case "units":
                return Wish(workload=WorkloadWish())
            case _ if number is None or self.wants is None:
                return Wish()
            case "assessment" | "result":
                return Wish(assessment=number, results=self.wants == "result")
            case "question":
                return Wish(question=number)
            case "unit":
                return Wish(workload=WorkloadWish(opd=number))
            case "actions":
                return Wish(actions=ActionsWish(opd=number))
            case "review":
                return Wish(review=ReviewWish(assessment=number))
            case _:
                return Wish(member=number)


Here = TypeVar("Here", bound=State)  # the states of a flow


def _nowhere(*args: object) -> NoReturn:
    raise NotImplementedError("this flow stands at no state")


class Trace(StrEnum):
    """What stays of a screen when it is left."""

    LINE = "line"  # its line of record
    NOTHING = "nothing"  # it is deleted, or shrinks to its line where it is too old for that
    WHOLE = "whole"  # it stays as it is: its buttons carry their whole address


def no_trace(state: State) -> Trace:
    """For files that are only looked at: no copies pile up."""
    return Trace.NOTHING


@dataclass(frozen=True, slots=True)
class Flow(Generic[Here]):
    """A conversation: its states with their functions, and the commands and steady buttons that begin it. `record` is a
    text where the line is always the same; "" is the router's own line. `traces`: what stays of a screen, where that is
    not the line of record. A flow without states only begins others. `replies`: what a text means that replies to a
    message with such a steady button, among the openers too.
    """

    states: tuple[type[Here], ...] = ()
    step: Callable[[Here, Event, Facts], Step] = _nowhere
    screen: Callable[[Here, Facts], Screen] = _nowhere
    record: Callable[[Here, Facts], str] | str = ""
    traces: Callable[[Here], Trace] | None = None
    commands: Mapping[str, Entry] = field(default_factory=dict)
    openers: Mapping[str, Opener] = field(default_factory=dict)
    replies: Mapping[str, Entry] = field(default_factory=dict)

    def trace(self, state: Here) -> Trace:
        """What stays of a screen. A line that is always the same says nothing of what was done: nothing stays."""
        if self.traces is not None:
            return self.traces(state)
        return Trace.NOTHING if isinstance(self.record, str) else Trace.LINE

    def line(self, state: Here, facts: Facts) -> str:
        """The line of record of a screen that is left."""
        return self.record if isinstance(self.record, str) else self.record(state, facts)
