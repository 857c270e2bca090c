// Writing: the input, the command menu, attaching files, replying and editing.

import { upload } from "./net.js";
import { $, alertBox, closeLayer, make, menu, openLayer } from "./parts.js";

const IMAGE = "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01";
const FILE = "M7 3h7l5 5v13H6V4zM14 3v5h5";
const FACE = "M12 3a9 9 0 100 18 9 9 0 000-18zM8.5 14.5s1.2 2 3.5 2 3.5-2 3.5-2M9 9.5v.01M15 9.5v.01";
const VOICE = "M12 4a2.5 2.5 0 012.5 2.5v5a2.5 2.5 0 01-5 0v-5A2.5 2.5 0 0112 4zM6 11.5a6 6 0 0012 0M12 17.5V21";
const PLACE = "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0113 0c0 5-6.5 11-6.5 11zM12 10v.01";
const CARD = "M12 12a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM5 20c.8-3.5 3.4-5 7-5s6.2 1.5 7 5";

// `now()` gives { me, chat }, `say(text, fields)` sends, `odd(kind)` sends what is neither text nor file.
export function compose({ now, say, odd, edit }) {
  const input = $("#input");
  let context = null;

  const fit = () => { input.style.height = "auto"; input.style.height = `${Math.min(150, input.scrollHeight)}px`; };

  function setContext(kind, message) {
    context = kind && { kind, message };
    $("#context").hidden = !context;
    if (!context) return;
    $("#context span").textContent = `${kind === "edit" ? "Mengubah" : "Membalas"}: ${message.text.slice(0, 80) || "berkas"}`;
    if (kind === "edit") { input.value = message.text; fit(); }
    input.focus();
  }

  async function submit() {
    const text = input.value.trim();
    if (!text) return;
    const was = context;
    input.value = "";
    fit();
    showCommands("");
    setContext(null);
    if (was?.kind === "edit") await edit(was.message, text);
    else await say(text, was ? { reply_to: was.message.id } : {});
  }

  function showCommands(prefix) {
    const list = $("#command-list");
    const known = now().commands ?? [];
    const fitting = prefix === "" ? [] : known.filter((c) => `/${c.command}`.startsWith(prefix));
    list.hidden = !fitting.length;
    list.replaceChildren(...fitting.map((c) => make("li", {}, make("button", { type: "button", "data-command": c.command,
      on: { click: () => { input.value = ""; fit(); showCommands(""); say(`/${c.command}`); } } },
      make("b", { textContent: `/${c.command}` }), c.description))));
  }

  function attached(files) {
    if (!files.length) return;
    const all = [...files];
    const images = all.every((file) => /^image\/(jpeg|png|webp|gif)$/.test(file.type));
    const caption = make("textarea", { rows: 2, placeholder: "Keterangan (boleh dikosongkan)", ariaLabel: "Keterangan", id: "caption" });
    const go = (how) => async () => {
      closeLayer();
      try { await upload(now().me, now().chat, all, how, caption.value.trim()); } catch (error) { alertBox(error.message); }
    };
    openLayer(make("div", { className: "dialog", id: "attach-box" },
      make("div", { className: "picked" }, ...all.map((file) => make("figure", {}, images
        ? make("img", { src: URL.createObjectURL(file), alt: file.name }) : file.name))),
      caption,
      make("div", { className: "row" },
        make("button", { className: "action", textContent: "Batal", on: { click: () => closeLayer() } }),
        images && make("button", { className: "action", id: "attach-file", textContent: "Kirim berkas", on: { click: go("document") } }),
        make("button", { className: "action main", id: "attach-send", textContent: images ? "Kirim foto" : "Kirim berkas", on: { click: go(images ? "photo" : "document") } }))), "Lampiran");
  }

  function pick(accept) {
    $("#file").accept = accept;
    $("#file").click();
  }

  $("#composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) { event.preventDefault(); submit(); }
  });
  input.addEventListener("input", () => { fit(); showCommands(/^\/\w*$/.test(input.value) ? input.value : ""); });
  input.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); attached(event.clipboardData.files); } });
  $("#commands").addEventListener("click", () => showCommands($("#command-list").hidden ? "/" : ""));
  $("#context button").addEventListener("click", () => { setContext(null); input.value = ""; fit(); });
  $("#file").addEventListener("change", (event) => { attached(event.target.files); event.target.value = ""; });
  $("#attach").addEventListener("click", () => menu([
    ["Foto", IMAGE, () => pick("image/*")],
    ["Berkas", FILE, () => pick("")],
    ...(now().group ? [] : [
      ["Stiker", FACE, () => odd("sticker")],
      ["Pesan suara", VOICE, () => odd("voice")],
      ["Lokasi", PLACE, () => odd("location")],
      ["Kontak", CARD, () => odd("contact")],
    ]),
  ]));
  $("#chat").addEventListener("dragover", (event) => event.preventDefault());
  $("#chat").addEventListener("drop", (event) => { event.preventDefault(); attached(event.dataTransfer.files); });
  // Puts words into the field, for the person to send.
  const write = (text) => { input.value = text; fit(); input.focus(); };
  // What Escape closes here; false when nothing is open.
  function escape() {
    const open = !$("#command-list").hidden || context;
    showCommands("");
    if (context) { setContext(null); input.value = ""; fit(); }
    return Boolean(open);
  }
  return { setContext, write, escape, clear: () => { setContext(null); showCommands(""); } };
}
