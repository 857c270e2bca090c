// Looking at files without leaving the page: pictures with zoom, PDF in the browser's own viewer.

import { closeLayer, icon, make, openLayer } from "./parts.js";

const SAVE = "M12 4v11m0 0l-4.5-4.5M12 15l4.5-4.5M5 20h14";
const CLOSE = "M6 6l12 12M18 6L6 18";
const MORE = "M12 5v14M5 12h14";
const LESS = "M5 12h14";
const STEP = 1.6, MOST = 6, CLOSER = 2.5;

const tool = (label, path, click) => make("button", { className: "icon", ariaLabel: label, title: label, on: { click } }, icon(path));

function frame(file, name, tools, ...content) {
  return make("div", { className: "viewer" },
    make("div", { className: "viewer-bar" }, make("strong", { textContent: name }), ...tools,
      make("a", { className: "icon", href: `${file.url}?save=1`, download: file.name, ariaLabel: "Simpan", title: "Simpan" }, icon(SAVE)),
      tool("Tutup", CLOSE, () => closeLayer())),
    ...content);
}

export function viewPhoto(file) {
  const image = make("img", { src: file.url, alt: "Foto", draggable: false });
  const pane = make("div", { className: "viewer-pane", tabIndex: 0, ariaLabel: "Foto; perbesar dengan + dan -" }, image);
  let scale = 1;
  // Zooms; the point (parts of the picture's width and height) stays in the middle of the pane.
  function zoom(to, x = 0.5, y = 0.5) {
    scale = Math.min(MOST, Math.max(1, to));
    pane.classList.toggle("zoomed", scale > 1);
    image.style.width = scale > 1 ? `${Math.round(100 * scale)}%` : "";
    pane.scrollLeft = image.offsetWidth * x - pane.clientWidth / 2;
    pane.scrollTop = image.offsetHeight * y - pane.clientHeight / 2;
  }
  image.addEventListener("click", (event) => zoom(scale > 1 ? 1 : CLOSER, event.offsetX / image.offsetWidth, event.offsetY / image.offsetHeight));
  pane.addEventListener("wheel", (event) => { if (event.ctrlKey) { event.preventDefault(); zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15)); } }, { passive: false });
  pane.addEventListener("keydown", (event) => {
    const to = { "+": scale * STEP, "=": scale * STEP, "-": scale / STEP, 0: 1 }[event.key];
    if (to) zoom(to);
  });
  const tools = [tool("Perkecil", LESS, () => zoom(scale / STEP)), tool("Perbesar", MORE, () => zoom(scale * STEP))];
  openLayer(frame(file, "Foto", tools, pane), "Foto");
  pane.focus();
}

export const isPdf = (file) => file.here && file.mime === "application/pdf";

export function viewPdf(file) {
  const shown = navigator.pdfViewerEnabled
    ? make("iframe", { className: "viewer-pane", src: file.url, title: file.name })
    : make("p", { className: "viewer-pane", textContent: "Peramban ini tidak menampilkan PDF. Simpan berkasnya, lalu buka dengan aplikasi lain." });
  openLayer(frame(file, file.name, [], shown), file.name);
  keepKeys(shown);
}

// The browser's PDF viewer takes the focus when it has loaded, and then no Escape reaches this page. The first time it
// is given back; who goes into the frame afterwards stays there.
function keepKeys(pane) {
  const before = document.activeElement;
  function taken() {
    if (pane.isConnected && document.activeElement !== pane) return;
    window.removeEventListener("blur", taken);
    if (pane.isConnected) setTimeout(() => before.focus());
  }
  window.addEventListener("blur", taken);
}
