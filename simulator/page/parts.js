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

export const time = (seconds) => {
  const date = new Date(seconds * 1000);
  return `${String(date.getHours()).padStart(2, "0")}.${String(date.getMinutes()).padStart(2, "0")}`;
};

export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return "Hari ini";
  today.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return "Kemarin";
  return date.toLocaleDateString("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
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

export function closeLayer() {
  $("#layer").hidden = true;
  $("#layer").replaceChildren();
}

export function openLayer(node) {
  $("#layer").replaceChildren(node);
  $("#layer").hidden = false;
  $("#layer").onclick = (event) => { if (event.target === $("#layer")) closeLayer(); };
  node.querySelector("button, textarea")?.focus();
}

export function alertBox(text) {
  openLayer(make("div", { className: "dialog alert", role: "alertdialog" },
    make("p", { textContent: text }),
    make("div", { className: "row" }, make("button", { className: "action main", textContent: "Tutup", on: { click: closeLayer } }))));
}

// A list of choices: [[words, icon path, what to do], ...]
export function menu(choices) {
  openLayer(make("div", { className: "dialog menu" }, ...choices.map(([words, path, then]) =>
    make("button", { on: { click: () => { closeLayer(); then(); } } }, icon(path), words))));
}
