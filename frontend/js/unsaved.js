// <form data-unsaved>: whoever leaves the page with something filled in is asked whether they mean it.
// data-dirty: what the form holds was not saved when the page was shown.
export function enhanceUnsaved(root) {
  for (const form of root.querySelectorAll("form[data-unsaved]:not([data-guarded])")) {
    form.dataset.guarded = "";
    let dirty = form.dataset.dirty !== undefined;
    form.addEventListener("input", () => (dirty = true));
    form.addEventListener("submit", () => (dirty = false));
    addEventListener("beforeunload", (event) => {
      // A grid knows which cells differ: what was put back is no change.
      const changed = form.dataset.changed;
      if (changed === undefined ? dirty : dirty && changed !== "0") event.preventDefault();
    });
  }
}
