// The marks the bot uses, drawn here, so that they look the same where no emoji font is installed.
// The letter itself stays in the text (for copying, reading aloud and tests), only unseen.

const disc = (fill, inner = "") => `<circle cx="12" cy="12" r="10" fill="${fill}"/>${inner}`;
const box = (fill, inner = "", edge = fill) => `<rect x="2.5" y="2.5" width="19" height="19" rx="4.5" fill="${fill}" stroke="${edge}" stroke-width="1.6"/>${inner}`;
const line = (d, colour = "#fff", width = 2.6) => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const DRAWN = {
  "✅": box("#2fa84f", line("M7 12.5l3.5 3.5L17 8.5")),
  "🟡": disc("#f5c32c"),
  "🟢": disc("#2fa84f"),
  "🔴": disc("#dd4b41"),
  "🔵": disc("#3a83d8"),
  "⚪": disc("#e5eaee"),
  "⬜": box("#eef2f4", "", "#a9b6bf"),
  "🟨": box("#f5c32c"),
  "🟩": box("#2fa84f"),
  "🟥": box("#dd4b41"),
  "⏳": line("M7 3h10M7 21h10M8 3c0 5 3 6 4 9-1 3-4 4-4 9M16 3c0 5-3 6-4 9 1 3 4 4 4 9", "#b3802a", 2) + `<path d="M9.3 20c.4-2 1.7-3 2.7-4 1 1 2.3 2 2.7 4z" fill="#e0a63a"/>`,
  "↩": box("#3a83d8", line("M9.5 7.5L6 11l3.5 3.5M6.3 11H14a3.5 3.5 0 010 7h-2", "#fff", 2.2)),
  "🔒": `<rect x="4.5" y="10" width="15" height="11" rx="2.5" fill="#e0a63a"/>` + line("M8 10V7a4 4 0 018 0v3", "#8d99a2", 2.4),
  "📎": line("M19.5 11.5l-7.8 7.8a5 5 0 01-7-7l8-8a3.4 3.4 0 014.8 4.8l-7.9 7.9a1.7 1.7 0 01-2.4-2.4l7.1-7.1", "#6b7a83", 2),
  "⚠": `<path d="M12 3L22.5 21h-21z" fill="#f5b92c" stroke="#f5b92c" stroke-width="1.5" stroke-linejoin="round"/>` + line("M12 9.5v5M12 17.8v.01", "#3c2c00", 2.2),
  "📷": `<rect x="2.5" y="7" width="19" height="13" rx="3" fill="#6b7a83"/><path d="M8 7l1.5-2.5h5L16 7z" fill="#6b7a83"/><circle cx="12" cy="13.5" r="3.8" fill="#dfe7ec"/>`,
  "📌": `<path d="M9 3h6l-.800 6.5 3.3 3.5H6.5l3.3-3.5z" fill="#dd4b41"/>` + line("M12 13v8", "#8d99a2", 2),
  "👍": `<path d="M7.5 10.5L11.5 2.5c1.7 0 2.8 1.2 2.6 2.9L13.6 9h5.2a2.2 2.2 0 012.2 2.6l-1.3 7.3a2.5 2.5 0 01-2.5 2.1H7.5z" fill="#f5c32c"/><rect x="2.8" y="10.5" width="3.6" height="10.5" rx="1.2" fill="#e0a63a"/>`,
  "🎤": line("M12 3.5a2.8 2.8 0 012.8 2.8v5a2.8 2.8 0 01-5.6 0v-5A2.8 2.8 0 0112 3.5zM6 11.5a6 6 0 0012 0M12 17.5V21", "#6b7a83", 2.2),
  "📍": `<path d="M12 22s-7-6.5-7-12a7 7 0 0114 0c0 5.5-7 12-7 12z" fill="#dd4b41"/><circle cx="12" cy="10" r="2.6" fill="#fff"/>`,
  "👤": `<circle cx="12" cy="8" r="4.2" fill="#6b7a83"/><path d="M3.5 21c.800-5 4.5-6.5 8.5-6.5s7.7 1.5 8.5 6.5z" fill="#6b7a83"/>`,
  "📄": `<path d="M6 2.5h8l5 5v14H6z" fill="#dfe7ec" stroke="#8d99a2" stroke-width="1.4"/>` + line("M9 11h7M9 14.5h7M9 18h4", "#8d99a2", 1.5),
  "📊": box("#eef2f4", `<path d="M6.5 18v-6h3v6zM11 18V7h3v11zM15.5 18v-8h3v8z" fill="#3a83d8"/>`, "#a9b6bf"),
};
const KNOWN = new RegExp(`(${Object.keys(DRAWN).join("|")})\uFE0F?`, "gu");
const images = Object.fromEntries(Object.entries(DRAWN).map(([letter, drawing]) => [letter,
  `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${drawing}</svg>`)}")`]));

// Wraps each known mark below a node.
export function drawMarks(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.data.match(KNOWN)) found.push(walker.currentNode);
  for (const node of found) {
    const pieces = [];
    let end = 0;
    for (const match of node.data.matchAll(KNOWN)) {
      const span = document.createElement("span");
      span.className = "mark";
      span.textContent = match[0];
      span.style.backgroundImage = images[match[1]];
      pieces.push(node.data.slice(end, match.index), span);
      end = match.index + match[0].length;
    }
    node.replaceWith(...pieces, node.data.slice(end));
  }
  return root;
}
