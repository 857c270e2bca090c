"""The chat page and the control endpoints as one Starlette app. What a request lacks or has of another kind than its
endpoint wants is answered 400.
"""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.chatpage import ROUTES as PAGE
from simulator.control import ROUTES as CONTROL
from simulator.errors import ApiError
from simulator.guard import Secured
from simulator.world import World

_MALFORMED = (ApiError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


async def malformed(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "Permintaan atau tautan ini tidak dapat dipakai."}, 400)


def create_page(world: World) -> Starlette:
    app = Starlette(
        routes=[*CONTROL, *PAGE],
        middleware=[Middleware(Secured)],
        exception_handlers=dict.fromkeys(_MALFORMED, malformed),
    )
    app.state.world = world
    return app
