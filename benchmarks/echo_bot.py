"""Stand-in: python-telegram-bot's echo bot with library defaults. It stores nothing; the floor of what a bot costs."""

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

Context = ContextTypes.DEFAULT_TYPE


async def echo(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    url = os.environ["TELEGRAM_API_URL"].rstrip("/")
    builder = ApplicationBuilder().token(os.environ["BOT_TOKEN"])
    application = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
