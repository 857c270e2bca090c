// Talking with the simulator: state, history, actions, uploads and the stream of events.

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || "Permintaan gagal.");
  return body;
}

export const getState = async (me) => read(await fetch(`/page/state?as=${me ?? ""}`));

export const getHistory = async (me, chat) => read(await fetch(`/page/history/${chat}?as=${me}`));

export async function act(me, chat, action, fields = {}) {
  const body = JSON.stringify({ as: me, chat, do: action, ...fields });
  return read(await fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

export async function pull(name) {
  const body = JSON.stringify({ name });
  return read(await fetch("/page/lever", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

export async function upload(me, chat, files, how, caption) {
  const form = new FormData();
  form.set("as", me);
  form.set("chat", chat);
  form.set("how", how);
  form.set("caption", caption);
  for (const file of files) form.append("files", file, file.name);
  return read(await fetch("/page/upload", { method: "POST", body: form }));
}

// `hear` gets each event, `link` whether the stream stands; after a break everything is read anew.
export function listen(me, hear, link) {
  const source = new EventSource(`/page/events?as=${me}`);
  let broken = false;
  source.onopen = () => { link(true, broken); broken = false; };
  source.onerror = () => { broken = true; link(false, false); };
  source.onmessage = (event) => hear(JSON.parse(event.data));
  return () => source.close();
}
