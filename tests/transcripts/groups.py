"""The group of a transcript: what people do in it, and what its members see.

Citra > (grup baru Tim Penilai)                   a group of everybody, with the bot
Citra > (grup baru Tim Penilai, topik Kematangan) the same with a topic, in which everything is said
Ani > (grup) /progres        Ani > (grup) [Lihat nilai]        Ani > (grup) [‹] pada "belum mengirim"
Ani > (grup balas "Ketik /opd") dinkes            replies to the newest message with these words
Citra > (grup anonim) /hubungkan                  as an anonymous administrator
Citra > (grup: bot keluar | bot masuk | bot admin | bot anggota | bot dibisukan | bot bersuara)
Citra > (grup: supergrup | topik ditutup | topik dibuka | papan dihapus | papan dilepas)
"""

from simulator import Message, Person, Simulator
from simulator.groups import Group
from simulator.model import Topic
from tests.transcripts.watching import Watch, face


class GroupStage:
    """At most one group a transcript."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim
        self.group: Group | None = None
        self.topic: Topic | None = None
        self.former: list[Message] = []

    def act(self, person: Person, what: str) -> None:
        head, _, rest = what[1:].partition(")")
        if head.startswith("grup baru "):
            return self._make(person, head.removeprefix("grup baru "))
        assert self.group is not None, "no group was made"
        if head.startswith("grup: "):
            return self._befall(person, head.removeprefix("grup: "))
        return self._say(person, head, rest.strip())

    def look(self) -> list[str]:
        """What changed in the group, the pin too."""
        if self.group is None:
            return []
        lines = self.watch.look()
        pinned = self._pinned()
        if pinned != self.pinned:
            self.pinned = pinned
            lines.append(f"(grup: disematkan: {pinned})" if pinned else "(grup: tidak ada yang disematkan)")
        return lines

    def _make(self, person: Person, words: str) -> None:
        title, _, topic = words.partition(", topik ")
        people = [Person(self.sim.world, user) for user in self.sim.world.users.values() if not user.is_bot]
        self.group = self.sim.group(title, people, [person], forum=bool(topic), supergroup=bool(topic))
        self.topic = self.group.topic(topic, person) if topic else None
        self.watch = _GroupWatch(person, "GRUP", self)
        self.pinned = ""

    def _say(self, person: Person, head: str, what: str) -> None:
        assert self.group is not None
        if what.startswith("["):
            label, _, words = what.partition("] pada ")
            self.group.press(person, label.strip("[]"), self._message(words) if words else None)
            return
        reply = self._message(head.removeprefix("grup balas ")) if head.startswith("grup balas") else None
        self.group.text(person, what, reply_to=reply, topic=self.topic, anonymous=head == "grup anonim")

    def _befall(self, person: Person, what: str) -> None:
        group, topic = self.group, self.topic
        assert group is not None
        match what:
            case "bot keluar":
                group.remove_bot(person)
            case "bot masuk":
                group.add_bot(person)
            case "bot admin":
                group.promote_bot(person)
            case "bot anggota":
                group.demote_bot(person)
            case "bot dibisukan":
                group.silence_bot()
            case "bot bersuara":
                group.silence_bot(False)
            case "supergrup":
                self.former += group.messages
                group.migrate()
            case "topik ditutup":
                assert topic is not None
                group.close_topic(topic, person)
            case "topik dibuka":
                assert topic is not None
                group.reopen_topic(topic, person)
            case "papan dihapus":
                group.delete(self._board())
            case "papan dilepas":
                group.unpin(self._board())
            case _:
                raise AssertionError(f"nothing of the kind befalls a group: {what}")

    def _board(self) -> Message:
        assert self.group is not None
        return next(one for one in reversed(self.group.messages) if not one.deleted and "Lihat grafik" in one.labels)

    def _message(self, words: str) -> Message:
        assert self.group is not None
        found = [
            one for one in self.group.messages if not one.deleted and one.from_bot and words.strip('"') in one.text
        ]
        assert found, f"no message with {words}:\n{self.group.chat.screen()}"
        return found[-1]

    def _pinned(self) -> str:
        """First line of the message on top."""
        assert self.group is not None
        chat = self.group.chat
        return face(chat.by_id[chat.pinned[0]]).partition("\n")[0] if chat.pinned else ""


class _GroupWatch(Watch):
    """What all members of the group see; answers to presses are seen by each one alone."""

    def __init__(self, person: Person, name: str, stage: GroupStage) -> None:
        super().__init__(person, name)
        self.stage = stage
        self.toasts = len(person.toasts)

    def look(self) -> list[str]:
        self.toasts = len(self.person.toasts)
        return super().look()

    def _messages(self) -> list[Message]:
        assert self.stage.group is not None
        return [message for message in (*self.stage.former, *self.stage.group.messages) if message.from_bot]
