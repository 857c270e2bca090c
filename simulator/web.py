"""The chat page and the control endpoints as one Starlette app."""

from starlette.applications import Starlette

from simulator.chatpage import ROUTES as PAGE
from simulator.control import ROUTES as CONTROL
from simulator.world import World


def create_page(world: World) -> Starlette:
    app = Starlette(routes=[*CONTROL, *PAGE])
    app.state.world = world
    return app
