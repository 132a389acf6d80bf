// What a link or the printer needs to see is opened: <details> on the way to it, or beside it.

// A row marked data-detail has its details in the row under it.
function detailsOf(target) {
  const within = target.closest("details");
  if (within) return within;
  return target.matches("[data-detail]") ? target.nextElementSibling?.querySelector("details") : null;
}

function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const details = target && detailsOf(target);
  if (!details || details.open) return;
  details.open = true;
  target.scrollIntoView();
}

function openAll(button) {
  const open = button.getAttribute("aria-pressed") !== "true";
  for (const details of document.querySelectorAll(`#${button.dataset.openAll} details:not(.whole-passage)`)) {
    details.open = open;
  }
  button.setAttribute("aria-pressed", String(open));
  button.textContent = open ? button.dataset.close : button.dataset.open;
}

export function enhanceDetails(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-all]");
    if (opener) openAll(opener);
    if (event.target.closest("[data-print]")) print();
  });
  // A link to where we already are gives no hashchange, but should open again what was closed.
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (link && new URL(link.getAttribute("href"), location).href === location.href) openTarget();
  });
  window.addEventListener("hashchange", openTarget);
  const opened = [];
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open], .whole-passage)")) {
      details.open = true;
      opened.push(details);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened.splice(0)) details.open = false;
  });
  openTarget();
}
