// Beside the chats: where a newcomer begins, the world's time, and levers on it.

import { pull } from "./net.js";
import { $, alertBox, ask, longDay, make, now, size, time, toast } from "./parts.js";

export function drawGuide({ guide, zone }, suggest, refresh) {
  $("#guide").hidden = !guide.hints.length;
  $("#guide h2").textContent = guide.title;
  $("#guide ol").replaceChildren(...guide.hints.map((hint, number) => make("li", {},
    make("button", { className: "hint", "data-hint": hint.person, on: { click: () => suggest(hint.person, hint.text) } },
      make("b", { textContent: number + 1 }), make("span", { textContent: hint.words })))));
  $("#guide p").hidden = !guide.files.length;
  $("#guide p").replaceChildren(...guide.files.map((file) =>
    make("a", { className: "action", href: `${file.url}?save=1`, download: file.name, textContent: `Unduh ${file.name} (${size(file.size)})` })));
  $("#world").hidden = !guide.levers.length;
  $("#levers").replaceChildren(...guide.levers.map((lever) => make("button", { className: "action lever", "data-lever": lever.name,
    textContent: lever.label, on: { click: () => (lever.warning ? ask(lever.warning, lever.label, () => use(lever, refresh)) : use(lever, refresh)) } })));
  showTime(zone);
}

function showTime(zone) {
  const place = { "Asia/Jakarta": " WIB", "Asia/Makassar": " WITA", "Asia/Jayapura": " WIT" }[zone] ?? "";
  $("#now").textContent = `${longDay(now())}, ${time(now())}${place}`;
  $("#now").dataset.zone = zone;
}

setInterval(() => { if (!$("#world").hidden) showTime($("#now").dataset.zone); }, 10_000);

async function use(lever, refresh) {
  const levers = document.querySelectorAll(".lever");
  for (const one of levers) one.disabled = true;
  $("#world").ariaBusy = "true";
  try {
    const { done } = await pull(lever.name);
    if (lever.warning) { location.href = "/"; return; }
    await refresh();
    toast(done);
  } catch (error) { alertBox(error.message); }
  for (const one of document.querySelectorAll(".lever")) one.disabled = false;
  $("#world").ariaBusy = "false";
}
