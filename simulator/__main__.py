"""`python -m simulator --port 8081 [--person 1001:Nama:peran ...]`: the simulator by itself, until interrupted."""

import argparse
import asyncio
import contextlib

from simulator.run import Simulator


async def _serve(port: int, token: str, flood: bool, people: list[str]) -> None:
    async with Simulator(port, token=token, flood=flood) as sim:
        for number, entry in enumerate(people or ["1001:Ani:kontak", "1002:Budi:koordinator"]):
            person_id, name, about = (*entry.split(":"), "", "")[:3]
            sim.person(int(person_id) if person_id.isdigit() else 1001 + number, name or entry, about=about)
        print(f"{sim.url}/")
        print(f"TELEGRAM_API_URL={sim.url}")
        print(f"BOT_TOKEN={sim.token}", flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulator")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default="", help="the bot's token; made up when left out")
    parser.add_argument("--flood", action="store_true", help="keep Telegram's pace limits")
    parser.add_argument("--person", action="append", default=[], help="id:name:role, may be repeated")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(given.port, given.token, given.flood, given.person))


if __name__ == "__main__":
    main()
