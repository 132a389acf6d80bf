// <form class="passage-mark"> under a paragraph: with the focus on the paragraph, A accepts and R
// rejects the first proposal beside it that is open. What was pressed leads back to the paragraph.
const MARKED = "windroos-marked";

export function enhanceMarking(root) {
  const text = root.querySelector(".document");
  if (!text?.querySelector(".passage-mark")) return;
  text.addEventListener("submit", () => sessionStorage.setItem(MARKED, "yes"));
  text.addEventListener("keydown", (event) => {
    const name = { a: "accept", r: "reject" }[event.key.toLowerCase()];
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches(".document-paragraph")) return;
    const beside = event.target.nextElementSibling;
    beside?.querySelector(`.mark-button[name="${name}"]`)?.click();
  });
  if (sessionStorage.getItem(MARKED)) {
    sessionStorage.removeItem(MARKED);
    const paragraph = root.getElementById?.(location.hash.slice(1));
    if (paragraph?.tabIndex >= -1) paragraph.focus({ preventScroll: true });
  }
}
