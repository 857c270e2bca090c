"""A local stand-in for Telegram: the Bot API over HTTP, people who use it, and a chat page in the browser.

To the bot it is only another address (TELEGRAM_API_URL). It imports nothing of this project.

    async with Simulator(flood=False, seed=1) as sim:          # port 0: any free one
        start_the_bot(url=sim.url, token=sim.token)
        ani = sim.person(1001, "Ani", about="kontak Dinas Kesehatan")
        ani.start("token-of-the-invitation")
        screen = await ani.sees("Selamat datang")              # waits; AssertionError shows the chat
        press = ani.press("Mulai mengisi V01")                 # by label; newest message that has it
        await press.answered()                                 # spinner ended; press.toast
        ani.photo(); ani.document("Renja.pdf", b"%PDF...")     # also album=, caption=, size= (declared only)
        group = sim.group("Tim Penilai", [ani], forum=True)
        group.text(ani, "/progres")
        assert not sim.world.violations                        # calls that do not fit the Bot API

Person: `private`, `last`, `toasts`, `start`, `text`, `command`, `reply`, `photo`, `document`, `album`, `sticker`,
`voice`, `location`, `contact`, `forward`, `edit`, `press`, `press_data`, `block_bot`, `unblock`, `delete_account`,
`await sees`, `await hears` (toasts). Group: `chat`, `text`, `press`, `add_bot`, `remove_bot`, `promote_bot`,
`demote_bot`, `silence_bot`, `add_member`, `remove_member`, `topic`, `close_topic`, `reopen_topic`, `delete_topic`,
`unpin`, `delete`, `migrate`.

Chat: `messages` (deleted ones too, marked), `visible`, `from_bot`, `last_from_bot`, `screen()`, `await changed()`.
Message: `id`, `sender`, `from_bot`, `kind`, `text` (plain), `html` (as sent), `buttons` (rows of Button: text, data,
url, copy), `labels`, `button(label)`, `file` (name, size, data, unique_id), `album`, `deleted`, `edits` (at, text,
html, buttons: what it said before), `edited_at`.

World: `calls` (method, params, at, status, error, fault, chat_id; the newest 20,000), `counts` by (method, status),
`calls_of(...)`, `too_many` (429s given), `violations`, `unconfirmed`, `subscribe(listener)`, `await until(condition)`,
`set_flood(...)`, `privacy`, `local_files` (a folder: getFile as in local mode), `updates.restart_ids(...)`,
`push_raw(kind, json)`, and `faults.add(kind, method="*", p=1.0, count=None, seconds=1.0, effect=False)`: see
`simulator.faults`.
`world.guide` (simulator.levers) is what the page offers a newcomer; `await sim.renew()` empties the world.
`await sim.settled()` waits until all updates are confirmed and all presses answered; `sim.malformed(person)` queues
an update that the bot's library cannot parse. `ManualClock` moves message dates, the 150 s of presses, 48 h, 24 h.

The same over HTTP for another process: `simulator.control`. `python -m simulator --port 8081` runs it alone;
`simulator.run.create_app(world)` is the ASGI app. Where the rules come from stands in each module.
"""

from simulator.flood import FloodLimits as FloodLimits
from simulator.groups import Group as Group
from simulator.levers import Guide as Guide, Hint as Hint, Lever as Lever, Stuck as Stuck
from simulator.model import Chat as Chat, Message as Message
from simulator.people import Person as Person
from simulator.run import Simulator as Simulator
from simulator.waiting import ManualClock as ManualClock
from simulator.world import World as World
