// The page: who I am, which chat is open, what is shown. Addresses: /?as=1001, &chat=-100…, &start=token, &say=text.

import { compose } from "./compose.js";
import { act, getHistory, getState, listen } from "./net.js";
import { drawMarks } from "./marks.js";
import { drawGuide } from "./guide.js";
import { $, alertBox, avatar, closeLayer, hue, make, menu, setClock, toast, when } from "./parts.js";
import { draw, show } from "./render.js";

const me = Number(new URLSearchParams(location.search).get("as")) || null;
const app = $("#app");
const holder = $("#messages");
let state = { people: [], chats: [], bot: {} };
let chat = null;
let messages = new Map();
let firstUnread = null;
let away = 0;
const waiting = new Map(); // "message:data" -> press id
const answered = new Set(); // answers that came before the press was known here

const here = () => document.visibilityState === "visible" && chat && app.dataset.chat;
const low = () => holder.scrollHeight - holder.scrollTop - holder.clientHeight < 90;

async function attempt(work) {
  try { return await work(); } catch (error) { alertBox(error.message); return null; }
}

const say = (text, fields = {}) => {
  const payload = startPayload(text);
  if (payload !== null) return begin(payload);
  const topic = Number($("#topic").value) || undefined;
  return attempt(() => act(me, chat.id, "text", { text, topic, ...fields }));
};

// The payload of a t.me link to this bot; null when the text is no such link.
function startPayload(text) {
  const match = text.trim().match(/^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/([A-Za-z0-9_]+)(?:\?start=([^&\s]*))?$/i);
  return match && match[1].toLowerCase() === state.bot.username?.toLowerCase() ? (match[2] ?? "") : null;
}

// The payload of a link that adds this bot to a group; null when the address is no such link.
function groupPayload(url) {
  const match = url.match(/^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/([A-Za-z0-9_]+)\?startgroup(?:=([^&\s]*))?$/i);
  return match && match[1].toLowerCase() === state.bot.username?.toLowerCase() ? (match[2] ?? "") : null;
}

// As Telegram does: the person chooses the group, the bot is added to it and told the payload there.
function chooseGroup(payload) {
  const path = "M16 11a3 3 0 100-6 3 3 0 000 6zM8 11a3 3 0 100-6 3 3 0 000 6zM2 19c0-3 3-5 6-5s6 2 6 5M16 14c3 0 6 2 6 5";
  const add = async (to) => {
    const done = await attempt(() => act(me, to, "startgroup", { payload }));
    if (done) await open(done.chat);
  };
  menu([...state.chats.filter((c) => c.group).map((c) => [c.title, path, () => add(c.id)]),
    ["Buat grup baru", "M12 5v14M5 12h14", () => add(me)]]);
}

async function begin(payload = "") {
  await open(me);
  await attempt(() => act(me, me, "start", { payload }));
}

async function press(message, button) {
  if (button.copy) {
    await navigator.clipboard?.writeText(button.copy).catch(() => {});
    return toast("Disalin");
  }
  if (button.url) return follow(button.url) || window.open(button.url, "_blank", "noopener");
  const key = `${message.id}:${button.data}`;
  if (waiting.has(key)) return null;
  waiting.set(key, null);
  redraw();
  const done = await attempt(() => act(me, chat.id, "press", { message: message.id, data: button.data }));
  if (!done || answered.delete(done.press)) waiting.delete(key);
  else waiting.set(key, done.press);
  return redraw();
}

// True when the link was one this page follows by itself.
function follow(url) {
  const group = groupPayload(url);
  if (group !== null) { chooseGroup(group); return true; }
  const payload = startPayload(url);
  if (payload === null) return false;
  begin(payload);
  return true;
}

function redraw({ fresh = new Set(), changed = new Set(), toEnd = false } = {}) {
  const stick = toEnd || low();
  const list = [...messages.values()].sort((a, b) => a.id - b.id);
  draw(holder, list, { firstUnread, waiting, fresh, changed, actions });
  if (!list.length) holder.append(make("div", { className: "empty", textContent: state.bot.description || "Belum ada pesan di sini." }));
  $("#start").hidden = chat.started || list.length > 0;
  $("#composer").hidden = !$("#start").hidden;
  if (stick) holder.scrollTop = holder.scrollHeight;
  scrolled();
}

const actions = { press, say, link: follow, menu: messageMenu };

function messageMenu(message) {
  const choices = [["Balas", "M9 8L4 13l5 5M4 13h9a7 7 0 017 7", () => composer.setContext("reply", message)],
    ["Salin tulisan", "M9 9h11v11H9zM5 15H4V4h11v1", () => navigator.clipboard?.writeText(message.text).then(() => toast("Disalin"), () => {})]];
  if (message.mine && message.text) choices.push(["Ubah", "M4 20h4L19 9l-4-4L4 16z", () => composer.setContext("edit", message)]);
  menu(choices);
}

function scrolled() {
  if (low()) away = 0;
  $("#down").hidden = low();
  $("#down i").textContent = away || "";
  $("#down i").className = away ? "badge" : "";
  if (here() && low()) markRead();
}

function markRead() {
  const last = Math.max(0, ...messages.keys());
  if (!last || chat.readTo >= last) return;
  chat.readTo = last;
  chat.unread = 0;
  drawSide();
  act(me, chat.id, "read", { message: last }).catch(() => {});
}

function heard(event) {
  if (event.type === "state") return knows(event.state);
  if (event.type === "answer") return settle(event);
  if (event.type === "action") return atWork(event);
  const known = state.chats.findIndex((c) => c.id === event.chat.id);
  if (known >= 0) state.chats[known] = event.chat; else state.chats.push(event.chat);
  if (chat?.id === event.chat.id) {
    chat = { ...event.chat, readTo: chat.readTo };
    changed(event);
    header();
  }
  drawSide();
}

// As Telegram does: for five seconds, or until the bot's next message draws the header anew.
function atWork({ to, words }) {
  if (chat?.id !== to) return;
  $("#subtitle").textContent = words;
  clearTimeout(atWork.over);
  atWork.over = setTimeout(() => chat && header(), 5000);
}

// Takes over everything around the messages. In another world nothing of this page is left.
function knows(fresh) {
  if (state.world && fresh.world !== state.world) { location.href = "/"; return; }
  state = fresh;
  setClock(state.now, state.zone);
  drawGuide(state, suggest, refresh);
  drawSide();
  if (chat) { header(); redraw(); }
}

async function refresh() {
  const fresh = await getState(me).catch(() => null);
  if (fresh) knows(fresh);
}
window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); }); // shown again by the browser's "back"

// Opens this person's chat with the bot, with words in the field for them to send.
async function suggest(person, text) {
  if (person !== me) { location.search = `?as=${person}${text ? `&say=${encodeURIComponent(text)}` : ""}`; return; }
  await open(me);
  if (text) composer.write(text);
}

function changed({ type, message }) {
  if (message.deleted) messages.delete(message.id); else messages.set(message.id, message);
  const fresh = new Set(type === "message" ? [message.id] : []);
  const edited = new Set(type === "edit" ? [message.id] : []);
  if (type === "message" && !message.mine && !low()) away += 1;
  redraw({ fresh, changed: edited, toEnd: type === "message" && message.mine });
}

function settle({ press: id, toast: words, alert, url }) {
  const key = [...waiting].find(([, press]) => press === id)?.[0];
  if (key) waiting.delete(key); else answered.add(id);
  if (words) (alert ? alertBox : toast)(words);
  if (url) follow(url);
  if (chat) redraw();
}

function entry(name, id, small, end, current, click, data) {
  return drawMarks(make("li", {}, make("button", { className: "entry", "aria-current": String(current), on: { click }, ...data },
    avatar(name, id), make("span", { className: "words" }, make("strong", { textContent: name }), small && make("small", { textContent: small })), end)));
}

function drawSide() {
  const wanted = $("#find-person").value.trim().toLowerCase();
  $("#find-person").hidden = state.people.length < 9;
  const people = state.people.filter((p) => `${p.name} ${p.about}`.toLowerCase().includes(wanted));
  $("#people").replaceChildren(...people.map((p) => entry(p.name, p.id, p.about, null, p.id === me, () => {
    if (p.id === me) open(me); else location.search = `?as=${p.id}`;
  }, { "data-person": p.id })));
  $("#chats-title").hidden = !state.chats.length;
  const sorted = [...state.chats].sort((a, b) => b.date - a.date);
  $("#chats").replaceChildren(...sorted.map((c) => {
    const end = make("span", { className: "end" }, c.date ? when(c.date) : "", c.unread ? make("br") : "",
      c.unread ? make("span", { className: "badge", textContent: c.unread }) : "");
    return entry(c.title, c.group ? c.id : state.bot.id, c.last || c.subtitle, end, chat?.id === c.id, () => open(c.id), { "data-chat": c.id });
  }));
  const unread = state.chats.reduce((sum, c) => sum + c.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.me ? `${state.me.name} · ` : ""}PanduMatang`;
}

function header() {
  $("#title").textContent = chat.title;
  $("#subtitle").textContent = `${chat.subtitle} · sebagai ${state.me.name}`;
  const face = avatar(chat.title, chat.group ? chat.id : state.bot.id);
  $("#avatar").textContent = face.textContent;
  $("#avatar").style.setProperty("--hue", hue(chat.group ? chat.id : state.bot.id));
  $("#pinned").hidden = !chat.pinned;
  $("#pinned span").textContent = chat.pinned;
  drawMarks($("#pinned"));
  $("#commands").hidden = !chat.commands.length;
  $("#topic").hidden = !chat.topics.length;
  const topic = $("#topic").value;
  $("#topic").replaceChildren(make("option", { value: "", textContent: "Umum" }),
    ...chat.topics.map((t) => make("option", { value: String(t.id), textContent: t.name })));
  if (chat.topics.some((t) => String(t.id) === topic)) $("#topic").value = topic;
}

async function open(id) {
  const loaded = await attempt(() => getHistory(me, id));
  if (!loaded) return;
  chat = { ...loaded.chat, readTo: 0 };
  messages = new Map(loaded.messages.map((m) => [m.id, m]));
  const unread = loaded.messages.filter((m) => !m.mine).slice(-chat.unread);
  firstUnread = chat.unread && chat.unread < loaded.messages.length ? unread[0]?.id : null;
  away = 0;
  waiting.clear();
  if (app.dataset.view === "chat") history.replaceState({ chat: id }, "");
  else history.pushState({ chat: id, above: true }, "");
  app.dataset.chat = id;
  app.dataset.view = "chat";
  composer.clear();
  holder.replaceChildren();
  header();
  redraw({ toEnd: true });
  drawSide();
}

const composer = compose({
  now: () => ({ me, chat: chat?.id, commands: chat?.commands, group: chat?.group }),
  say,
  odd: (kind) => attempt(() => act(me, chat.id, kind)),
  edit: (message, text) => attempt(() => act(me, chat.id, "edit", { message: message.id, text })),
});

function leave() {
  app.dataset.view = "side";
  delete app.dataset.chat;
  chat = null;
  drawSide();
}

$("#back").addEventListener("click", () => (history.state?.above ? history.back() : leave()));
window.addEventListener("popstate", (event) => {
  if (!$("#layer").hidden) closeLayer({ back: true });
  else if (chat && !event.state?.chat) leave();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!$("#layer").hidden) closeLayer();
  else if (chat) composer.escape();
});
$("#find-person").addEventListener("input", drawSide);
$("#down").addEventListener("click", () => { holder.scrollTo({ top: holder.scrollHeight, behavior: "smooth" }); });
$("#start").addEventListener("click", () => begin(state.me.start));
$("#pinned").addEventListener("click", () => show(chat.pinned_id));
$("#more").addEventListener("click", () => menu([
  ["Buka tautan undangan", "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.7l1-1", askLink],
  ...(chat.group ? [] : [[chat.blocked ? "Buka blokir bot" : "Blokir bot", "M12 3a9 9 0 100 18 9 9 0 000-18zM6 6l12 12",
    () => attempt(() => act(me, chat.id, chat.blocked ? "unblock" : "block"))]]),
]));
let still;
holder.addEventListener("scroll", () => {
  // the day floats along only while one scrolls, so that it never covers a line that is being read
  holder.classList.add("scrolling");
  clearTimeout(still);
  still = setTimeout(() => holder.classList.remove("scrolling"), 700);
  scrolled();
}, { passive: true });
document.addEventListener("visibilitychange", () => { if (chat) scrolled(); });
window.addEventListener("resize", () => { if (chat && away === 0) holder.scrollTop = holder.scrollHeight; });

function askLink() {
  const text = prompt(`Tempel tautan undangan, misalnya t.me/${state.bot.username}?start=…`);
  if (!text) return;
  const payload = startPayload(text);
  if (payload === null) alertBox("Ini bukan tautan undangan ke bot ini."); else begin(payload);
}

const first = await attempt(() => getState(me));
if (first) knows(first); else drawSide();
if (state.me) {
  listen(me, heard, async (up, again) => {
    $("#link-state").hidden = up;
    if (!up || !again) return;
    await refresh();
    if (chat) open(chat.id);
  });
  const query = new URLSearchParams(location.search);
  app.dataset.view = "chat"; // so that the first chat is no step of its own on the way back
  await open(Number(query.get("chat")) || me);
  if (query.has("say")) {
    history.replaceState(history.state, "", `/?as=${me}`);
    composer.write(query.get("say"));
  }
  if (query.has("start")) {
    const payload = query.get("start");
    history.replaceState(history.state, "", `/?as=${me}`);
    await begin(payload);
  }
}
