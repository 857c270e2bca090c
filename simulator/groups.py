"""A group: members, topics, administrators, becoming a supergroup."""

from collections.abc import Sequence
from typing import Any

from simulator.model import Chat, Json, Message, Topic
from simulator.people import Person
from simulator.view import member_json, user_json
from simulator.world import World


class Group:
    """One group as its members see it. The bot belongs to it unless `bot=False`."""

    def __init__(
        self,
        world: World,
        title: str,
        members: Sequence[Person],
        admins: Sequence[Person] = (),
        *,
        forum: bool = False,
        supergroup: bool = False,
        bot: bool = True,
    ) -> None:
        self.world = world
        everyone = [*admins, *(m for m in members if m not in admins)]
        if not everyone:
            raise ValueError("a group needs at least one person")
        self._owner = everyone[0]
        large = forum or supergroup
        chat_id = -(10**12 + world.rng.randrange(10**9, 2 * 10**9)) if large else -world.rng.randrange(10**8, 10**9)
        self.chat = Chat(chat_id, "supergroup" if large else "group", title, forum=forum)
        self.chat.members = {person.id: "member" for person in everyone}
        self.chat.members.update({person.id: "administrator" for person in admins})
        self.chat.members[self._owner.id] = "creator"
        world.chats[chat_id] = self.chat
        if bot:
            self.add_bot(self._owner)

    @classmethod
    def of(cls, world: World, chat: Chat) -> "Group":
        """The group of a chat that is there already."""
        group = cls.__new__(cls)
        group.world, group.chat = world, chat
        owner = next(number for number, status in chat.members.items() if status == "creator")
        group._owner = Person(world, world.users[owner])
        return group

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        return self.chat.messages

    # -- saying ------------------------------------------------------------------------------------------------

    def text(
        self,
        person: Person,
        text: str,
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        anonymous: bool = False,
    ) -> Message:
        """A member says something; anonymously in the group's name (GroupAnonymousBot, sender_chat)."""
        return person.text(
            text,
            chat=self.chat,
            reply_to=reply_to.id if reply_to else None,
            thread_id=topic.id if topic else None,
            anonymous=anonymous,
        )

    def press(self, person: Person, label: str, message: Message | None = None) -> Any:
        return person.press(label, message, chat=self.chat)

    # -- the bot in the group ----------------------------------------------------------------------------------

    def add_bot(self, by: Person, start: str = "") -> None:
        """The bot is added; `start` is the payload of a ?startgroup= link."""
        self._bot_becomes("member", by)
        self._service(by, {"new_chat_members": [user_json(self.world.bot)]})
        if start:
            self.text(by, f"/start@{self.world.bot.username} {start}")

    def start_bot(self, by: Person, payload: str) -> None:
        """A ?startgroup= link was followed to this group: the bot is added where it is not here yet."""
        if self.chat.members.get(self.world.bot.id, "left") in ("left", "kicked"):
            self.add_bot(by, payload)
        else:
            self.text(by, f"/start@{self.world.bot.username} {payload}".rstrip())

    def remove_bot(self, by: Person) -> None:
        self._bot_becomes("kicked", by)

    def promote_bot(self, by: Person, **rights: bool) -> None:
        """The bot becomes administrator, with all rights but those given as False."""
        self._bot_becomes("administrator", by, rights)

    def demote_bot(self, by: Person) -> None:
        self._bot_becomes("member", by, {})

    def silence_bot(self, silent: bool = True) -> None:
        """Members may (not) write here, the bot included."""
        self.chat.bot_may_write = not silent

    def _bot_becomes(self, status: str, by: Person, rights: Json | None = None) -> None:
        bot = self.world.bot
        before = member_json(self.chat, bot)
        self.chat.members[bot.id] = status
        self.chat.rights = rights or {}
        self.world.bot_became(self.chat, by.user, before, member_json(self.chat, bot))
        self.world.emit("chat", self.chat)

    # -- members -----------------------------------------------------------------------------------------------

    def add_member(self, person: Person, by: Person | None = None) -> Message:
        self.chat.members[person.id] = "member"
        return self._service(by or person, {"new_chat_members": [user_json(person.user)]})

    def remove_member(self, person: Person, by: Person | None = None) -> Message:
        self.chat.members[person.id] = "left"
        return self._service(by or person, {"left_chat_member": user_json(person.user)})

    # -- topics ------------------------------------------------------------------------------------------------

    def topic(self, name: str, by: Person | None = None) -> Topic:
        message = self._service(by or self._owner, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message.thread_id = message.id
        topic = self.chat.topics[message.id] = Topic(message.id, name)
        return topic

    def close_topic(self, topic: Topic, by: Person | None = None) -> None:
        topic.closed = True
        self._service(by or self._owner, {"forum_topic_closed": {}}, topic.id)

    def reopen_topic(self, topic: Topic, by: Person | None = None) -> None:
        topic.closed = False
        self._service(by or self._owner, {"forum_topic_reopened": {}}, topic.id)

    def delete_topic(self, topic: Topic) -> None:
        self.chat.topics.pop(topic.id)

    # -- changing ----------------------------------------------------------------------------------------------

    def unpin(self, message: Message) -> None:
        """Somebody unpins; Telegram tells nobody."""
        if message.id in self.chat.pinned:
            self.chat.pinned.remove(message.id)

    def delete(self, message: Message) -> None:
        """Somebody deletes a message; bots are not told."""
        message.deleted = True
        self.unpin(message)
        self.chat.touch(message)
        self.world.emit("delete", message)

    def migrate(self) -> Chat:
        """Become a supergroup: a new id, two service messages, refusals with migrate_to_chat_id for the old one."""
        old = self.chat
        new = Chat(-(10**12 + self.world.rng.randrange(10**9, 2 * 10**9)), "supergroup", old.title)
        new.members, new.rights = dict(old.members), dict(old.rights)
        self.world.chats[new.id] = new
        self._service(self._owner, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.chat = new
        self._service(self._owner, {"migrate_from_chat_id": old.id})
        self.world.emit("chat", new)
        return new

    def _service(self, by: Person, extra: Json, thread_id: int | None = None) -> Message:
        return self.world.say(self.chat, by.user, kind="service", extra=extra, thread_id=thread_id)
