"""The chat page and the control endpoints (Starlette)."""

from starlette.applications import Starlette
from starlette.routing import Route

from simulator.control import ROUTES as CONTROL
from simulator.world import World


def create_page(world: World) -> Starlette:
    routes: list[Route] = [*CONTROL]
    app = Starlette(routes=routes)
    app.state.world = world
    return app
