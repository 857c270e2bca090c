// Messages as bubbles. The list is redrawn block by block: only what changed gets a new node.

import { drawMarks } from "./marks.js";
import { $, day, dayKey, hue, icon, make, size, time } from "./parts.js";
import { isPdf, viewPdf, viewPhoto } from "./viewer.js";

const FILE = "M7 3h7l5 5v12a1 1 0 01-1 1H7a1 1 0 01-1-1V4a1 1 0 011-1zM14 3v5h5";

// Messages in order become blocks: a day, a service line, a message, or an album of several.
function blocks(messages, firstUnread) {
  const list = [];
  let lastDay = "";
  for (const message of messages) {
    if (dayKey(message.date) !== lastDay) {
      lastDay = dayKey(message.date);
      list.push({ key: `d${lastDay}`, day: day(message.date) });
    }
    if (message.id === firstUnread) list.push({ key: "unread", unread: true });
    const last = list.at(-1);
    if (message.album && last?.album === message.album && last.items[0].mine === message.mine) last.items.push(message);
    else list.push({ key: `m${message.id}`, album: message.album, items: [message] });
  }
  return list;
}

export function draw(holder, messages, { firstUnread, waiting, fresh, changed, actions }) {
  const old = new Map([...holder.children].map((node) => [node.dataset.key, node]));
  const wanted = blocks(messages, firstUnread).map((block) => {
    const spinning = block.items?.flatMap((m) => [...waiting.keys()].filter((k) => k.startsWith(`${m.id}:`))) ?? [];
    const signature = JSON.stringify([block, spinning]);
    const known = old.get(block.key);
    if (known?.signature === signature) return known;
    const node = drawMarks(blockNode(block, waiting, actions));
    node.dataset.key = block.key;
    node.signature = signature;
    if (block.items?.some((m) => fresh.has(m.id))) node.classList.add("fresh");
    if (block.items?.some((m) => changed.has(m.id)) && known) node.classList.add("changed");
    return node;
  });
  holder.replaceChildren(...wanted);
  for (const quote of holder.querySelectorAll("blockquote.expandable:not(.open)")) {
    const fits = quote.classList.toggle("fits", quote.scrollHeight <= quote.clientHeight + 4);
    if (!fits) Object.assign(quote, { tabIndex: 0, role: "button", ariaExpanded: "false" });
  }
}

function blockNode(block, waiting, actions) {
  if (block.day) return make("div", { className: "day" }, make("span", { textContent: block.day }));
  if (block.unread) return make("div", { className: "unread", textContent: "Pesan belum dibaca" });
  const message = block.items[0];
  if (message.kind === "service")
    return mark(make("div", { className: "service" }, make("span", { html: message.html })), message);
  const node = make("div", { className: `message ${message.mine ? "mine" : "theirs"}` }, bubble(block.items, actions));
  if (message.kind === "photo") node.classList.add("pics");
  if (message.buttons.length) {
    node.classList.add("keys");
    if (message.text.length > 90) node.classList.add("long");
    node.append(keyboard(message, waiting, actions));
  }
  return mark(node, message);
}

function mark(node, message) {
  node.dataset.messageId = message.id;
  node.dataset.from = message.mine ? "me" : message.bot ? "bot" : "other";
  node.dataset.kind = message.kind;
  return node;
}

function bubble(items, actions) {
  const message = items.at(0);
  const media = items.every((m) => m.kind === "photo");
  const captioned = items.find((m) => m.html && m.file) ?? message;
  const words = captioned.html && make("div", { className: "text", html: captioned.html });
  const node = make("div", { className: `bubble${media ? " media" : ""}`, tabIndex: 0, role: "article" },
    message.sender && !message.mine && sender(message),
    message.topic && make("span", { className: "topic", textContent: `# ${message.topic}` }),
    message.forwarded && make("span", { className: "sender", textContent: "Diteruskan" }),
    message.reply && quote(message.reply),
    media && photos(items),
    ...(media ? [] : items.filter((m) => m.kind === "document").map(documentNode)));
  const stamp = meta(items.at(-1), media && !words);
  if (words) {
    // the time floats at the end of the last line, unless a quotation ends the text
    if (words.lastElementChild?.tagName === "BLOCKQUOTE" && !words.lastChild.data) stamp.classList.add("after");
    node.append(words);
    if (stamp.classList.contains("after")) node.append(stamp); else words.append(stamp);
  } else node.append(stamp);
  node.addEventListener("click", (event) => clicked(event, actions));
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === node) actions.menu(message);
    else if ((event.key === "Enter" || event.key === " ") && event.target.tagName === "BLOCKQUOTE") { event.preventDefault(); event.target.click(); }
  });
  node.addEventListener("contextmenu", (event) => { event.preventDefault(); actions.menu(message); });
  return node;
}

function sender(message) {
  const node = make("span", { className: "sender", textContent: message.sender });
  node.style.setProperty("--hue", hue([...message.sender].reduce((sum, letter) => sum + letter.codePointAt(0), 0)));
  return node;
}

function quote(reply) {
  return make("button", { className: "quote", on: { click: () => show(reply.id) } }, make("b", { textContent: reply.sender }), reply.text);
}

export function show(id) {
  const node = $(`[data-message-id="${id}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.classList.add("changed");
}

function photos(items) {
  return make("div", { className: `photos${items.length > 1 ? " many" : ""}` }, ...items.map((m) =>
    make("a", { className: "photo", href: m.file.url, "data-photo": m.id, on: { click: (event) => {
      event.preventDefault();
      viewPhoto(m.file);
    } } }, make("img", { src: m.file.url, alt: "Foto", loading: "lazy", width: m.file.width, height: m.file.height }))));
}

function documentNode(message) {
  const { file } = message;
  const sign = make("span", { className: "sign" }, icon(FILE));
  const look = isPdf(file) && ((event) => { event.preventDefault(); viewPdf(file); });
  return make("a", { className: "document", href: file.here ? `${file.url}${look ? "" : "?save=1"}` : undefined, download: file.here && !look && file.name,
    "data-document": message.id, on: look ? { click: look } : {} },
    sign, make("span", {}, make("b", { textContent: file.name }), make("small", { textContent: size(file.size) })));
}

function meta(message, over) {
  const words = `${message.edited ? "diubah " : ""}${time(message.date)}${message.mine ? " ✓✓" : ""}`;
  return make("span", { className: `meta${over ? " over" : ""}`, textContent: `${message.pinned ? "📌 " : ""}${words}` });
}

function keyboard(message, waiting, actions) {
  return make("div", { className: "inline" }, ...message.buttons.map((row) => make("div", { className: "row" }, ...row.map((button) => {
    const kind = button.url ? "link" : button.copy ? "copy" : waiting.has(`${message.id}:${button.data}`) ? "waiting" : "";
    return make("button", { type: "button", className: `${kind} ${button.style ?? ""}`, title: button.text, textContent: button.text, ariaBusy: String(kind === "waiting"),
      "data-data": button.data, on: { click: () => actions.press(message, button) } });
  }))));
}

function clicked(event, actions) {
  const target = event.target.closest("a, blockquote");
  if (!target) return;
  if (target.tagName === "BLOCKQUOTE") {
    if (target.classList.contains("expandable") && !target.classList.contains("fits")) target.ariaExpanded = String(target.classList.toggle("open"));
  } else if (target.dataset.command) actions.say(target.dataset.command);
  else if (target.href && actions.link(target.href)) event.preventDefault();
}
