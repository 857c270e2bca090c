"""What the bot may do in a chat, with the error texts of Telegram (td/telegram-bot-api, Client.cpp)."""

from simulator.errors import bad_request, forbidden
from simulator.model import Chat, Json


def check_access(chat: Chat, bot_id: int, *, writing: bool) -> None:
    """Whether the bot may read or write here (Client.cpp, check_chat_access)."""
    if not chat.is_group:
        if chat.deactivated and writing:
            raise forbidden("user is deactivated")
        if chat.blocked and writing:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise bad_request("chat not found")
        return
    if chat.migrated_to is not None:
        if writing:
            error = bad_request("group chat was upgraded to a supergroup chat")
            error.parameters = {"migrate_to_chat_id": chat.migrated_to}
            raise error
        return
    kind = "supergroup" if chat.type == "supergroup" else "group"
    status = chat.members.get(bot_id)
    if status is None:
        raise bad_request("chat not found")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")


def rights_of_bot(chat: Chat, bot_id: int) -> Json:
    """The rights the bot has as administrator; none when it is a plain member."""
    return (
        {**dict.fromkeys(("can_pin_messages", "can_delete_messages"), True), **chat.rights}
        if (chat.members.get(bot_id) == "administrator")
        else {}
    )
