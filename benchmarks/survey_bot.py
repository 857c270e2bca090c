"""Stand-in: the usual survey bot. ConversationHandler, aiosqlite with a commit in every callback, library defaults.

It asks the same eleven questions as we do (level by button, explanation by text, evidence by file), downloads every
file, and keeps its place in memory. It is what a careful beginner writes from the library's examples; it is not
durable, has no outbox, no audit, no second contact.
"""

import os
from pathlib import Path
from typing import Any

import aiosqlite
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from core.instrument.parse import load_packaged

LEVEL, EXPLANATION, EVIDENCE = range(3)
INSTRUMENT = load_packaged("kematangan-2018")
FOLDER = Path(os.environ["SURVEY_FOLDER"])
Context = ContextTypes.DEFAULT_TYPE


async def open_database(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    database = await aiosqlite.connect(FOLDER / "survey.db")
    await database.execute("CREATE TABLE IF NOT EXISTS answer (person, variable, what, value)")
    await database.commit()
    application.bot_data["database"] = database


async def save(context: Context, person: int, variable: str, what: str, value: str) -> None:
    database = context.bot_data["database"]
    await database.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", (person, variable, what, value))
    await database.commit()


def question(number: int) -> tuple[str, InlineKeyboardMarkup]:
    variable = INSTRUMENT.variables[number]
    levels = "\n".join(f"<b>{INSTRUMENT.numeral(entry.level)}</b> · {entry.statement}" for entry in variable.levels)
    text = f"<b>{variable.code} · {variable.short}</b> ({number + 1} dari 11)\n{variable.question}\n\n{levels}"
    buttons = [InlineKeyboardButton(INSTRUMENT.numeral(n), callback_data=str(n)) for n in range(1, 6)]
    return text, InlineKeyboardMarkup([buttons])


async def start(update: Update, context: Context) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["number"] = 0
    text, keyboard = question(0)
    await update.message.reply_html(text, reply_markup=keyboard)
    return LEVEL


async def level(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    variable = INSTRUMENT.variables[context.user_data["number"]]
    await save(context, query.from_user.id, variable.code, "level", query.data or "")
    await query.answer()
    await query.edit_message_text(f"{variable.code}: jelaskan keadaan sebenarnya dalam satu atau dua kalimat.")
    return EXPLANATION


async def explanation(update: Update, context: Context) -> int:
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert context.user_data is not None
    variable = INSTRUMENT.variables[context.user_data["number"]]
    await save(context, message.from_user.id, variable.code, "explanation", message.text or "")
    await message.reply_text(f"{variable.code}: kirim bukti.")
    return EVIDENCE


async def evidence(update: Update, context: Context) -> int:
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert context.user_data is not None
    number = context.user_data["number"]
    variable = INSTRUMENT.variables[number]
    part = message.document or message.photo[-1]
    file = await part.get_file()
    await file.download_to_drive(FOLDER / f"{message.from_user.id}-{variable.code}")
    await save(context, message.from_user.id, variable.code, "evidence", part.file_id)
    context.user_data["number"] = number + 1
    if number + 1 == len(INSTRUMENT.variables):
        await message.reply_text("Selesai. Terima kasih.")
        return ConversationHandler.END
    text, keyboard = question(number + 1)
    await message.reply_html(text, reply_markup=keyboard)
    return LEVEL


def main() -> None:
    url = os.environ["TELEGRAM_API_URL"].rstrip("/")
    builder = ApplicationBuilder().token(os.environ["BOT_TOKEN"]).post_init(open_database)
    application = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    files = filters.PHOTO | filters.Document.ALL
    states: dict[object, list[Any]] = {
        LEVEL: [CallbackQueryHandler(level)],
        EXPLANATION: [MessageHandler(filters.TEXT & ~filters.COMMAND, explanation)],
        EVIDENCE: [MessageHandler(files, evidence)],
    }
    begin: Any = CommandHandler("start", start)
    application.add_handler(ConversationHandler(entry_points=[begin], states=states, fallbacks=[begin]))
    application.run_polling()


if __name__ == "__main__":
    main()
