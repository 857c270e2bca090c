"""Opens the port of a process: health and figures, pages of surveys, and with a webhook Telegram's deliveries."""

from bot.app.health import Health
from bot.app.web import Figures, Port, create
from bot.intake.intake import Intake
from bot.intake.together import Together
from bot.log import log
from bot.settings import Settings, SettingsError
from bot.survey.page import Pages
from bot.texts.operations import settings as texts
from storage.messaging import inbox


def opened(
    settings: Settings, host: str, number: int, intake: Intake, health: Health, figures: Figures, pages: Pages
) -> Port:
    """The port, which listens. Raises SettingsError where it is taken."""
    together, secret = Together(intake.store), settings.secret if settings.webhook_url else ""

    async def deliver(body: str) -> None:
        arrival = inbox.read_arrival(body)
        if arrival is not None:  # else it says nothing, and Telegram need not bring it again
            await together.store(arrival)

    async def condition() -> tuple[str, tuple[str, ...]]:
        found = await health.look()
        return found.role, found.reasons

    app = create(figures, condition, deliver if secret else None, secret, pages.routes())
    try:
        port = Port(app, host, number)
    except OSError as error:
        log.error("the port cannot be opened", host=host, port=number, reason=error.strerror)
        raise SettingsError(texts.taken_port(host, number)) from None
    port.open()
    return port
