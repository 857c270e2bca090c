// Small building blocks: elements, times, sizes, avatars, dialogs, toasts.

export const $ = (selector) => document.querySelector(selector);

export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "html") node.innerHTML = value;
    else if (name === "on") for (const [event, heard] of Object.entries(value)) node.addEventListener(event, heard);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// The world's clock, which may differ from the browser's, and the time zone of everybody's phone.
let ahead = 0;
let forms = {};

export function setClock(seconds, zone) {
  ahead = seconds * 1000 - Date.now();
  const form = (options) => new Intl.DateTimeFormat("id-ID", { ...options, timeZone: zone || undefined });
  forms = { time: form({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    key: form({ day: "2-digit", month: "2-digit", year: "numeric" }), short: form({ day: "numeric", month: "short" }),
    long: form({ weekday: "long", day: "numeric", month: "long", year: "numeric" }) };
}
setClock(Date.now() / 1000, "");

export const now = () => (Date.now() + ahead) / 1000;
export const time = (seconds) => forms.time.format(seconds * 1000).replace(":", ".");
export const dayKey = (seconds) => forms.key.format(seconds * 1000);
export const longDay = (seconds) => forms.long.format(seconds * 1000);
export const when = (seconds) => (dayKey(seconds) === dayKey(now()) ? time(seconds) : forms.short.format(seconds * 1000));

export function day(seconds) {
  if (dayKey(seconds) === dayKey(now())) return "Hari ini";
  if (dayKey(seconds) === dayKey(now() - 86400)) return "Kemarin";
  return longDay(seconds);
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} byte`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${value.toFixed(1).replace(".", ",")} ${unit}`;
}

export function hue(id) {
  return (Math.abs(Number(id)) * 67 + 140) % 360;
}

export function avatar(name, id) {
  const letters = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] || "").join("").toUpperCase();
  const node = make("span", { className: "avatar", textContent: letters });
  node.style.setProperty("--hue", hue(id));
  return node;
}

export function icon(path) {
  return make("span", { html: `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`, style: "display:flex" });
}

export function toast(text) {
  const node = make("div", { className: "toast", textContent: text });
  $("#toasts").append(node);
  setTimeout(() => node.remove(), 3500);
}

let opener = null;

// Closes what lies over the page. The browser's own "back" has left the layer's entry of its history already.
export function closeLayer({ back = false } = {}) {
  if ($("#layer").hidden) return;
  $("#layer").hidden = true;
  $("#layer").replaceChildren();
  $("#app").inert = false;
  opener?.focus();
  // another layer may take its place at once, and then its entry too
  if (!back) setTimeout(() => { if ($("#layer").hidden && history.state?.layer) history.back(); });
}

export function openLayer(node, label) {
  if ($("#layer").hidden) opener = document.activeElement;
  if (!history.state?.layer) history.pushState({ ...history.state, layer: true }, "");
  $("#layer").replaceChildren(node);
  $("#layer").setAttribute("aria-label", label);
  $("#layer").hidden = false;
  $("#app").inert = true;
  $("#layer").onclick = (event) => { if (event.target === $("#layer")) closeLayer(); };
  node.querySelector("textarea, button, a[href]")?.focus();
}

const button = (words, main, click) => make("button", { className: `action${main ? " main" : ""}`, textContent: words, on: { click } });

export function ask(text, words, then) {
  openLayer(make("div", { className: "dialog" }, make("p", { textContent: text }),
    make("div", { className: "row" }, button("Batal", false, () => closeLayer()), button(words, true, () => { closeLayer(); then(); }))), text);
}

export function alertBox(text) {
  openLayer(make("div", { className: "dialog alert", role: "alert" },
    make("p", { textContent: text }),
    make("div", { className: "row" }, button("Tutup", true, () => closeLayer()))), "Pemberitahuan");
}

// A list of choices: [[words, icon path, what to do], ...]
export function menu(choices) {
  openLayer(make("div", { className: "dialog menu" }, ...choices.map(([words, path, then]) =>
    make("button", { on: { click: () => { closeLayer(); then(); } } }, icon(path), words))), "Pilihan");
}
