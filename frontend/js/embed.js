// For the pages of others: gives each <iframe data-windroos> the height of what is in it.
// Without this file the frames keep the height that is written on them.
const LOWEST = 100;
const HIGHEST = 20000;

const frames = () => document.querySelectorAll("iframe[data-windroos]");

// The question tells nothing, so anyone may hear it; an answer counts only when it comes from the
// window of the frame and from the site that the frame's address names.
const ask = (frame) => frame.contentWindow?.postMessage({ windroos: "height?" }, "*");

window.addEventListener("message", (event) => {
  for (const frame of frames()) {
    if (event.source !== frame.contentWindow) continue;
    if (event.origin !== new URL(frame.src, location.href).origin) continue;
    const height = event.data?.windroosHeight;
    if (!Number.isFinite(height)) continue;
    frame.height = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height)));
  }
});
const start = () => frames().forEach(ask);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
