// <select data-search="Search in the list" data-found="{n} found">: a long list to search in, by
// words in any order. It stays a select.
export function enhanceChoices(root) {
  for (const select of root.querySelectorAll("select[data-search]:not([data-ready])")) {
    select.dataset.ready = "";
    const all = [...select.children].map((node) => node.cloneNode(true));
    const field = document.createElement("input");
    field.type = "search";
    field.className = "utrecht-textbox utrecht-textbox--html-input";
    field.setAttribute("aria-label", select.dataset.search);
    field.placeholder = select.dataset.search;
    field.autocomplete = "off";
    const found = document.createElement("p");
    found.className = "field-help";
    found.setAttribute("role", "status");
    select.before(field);
    select.after(found);
    field.addEventListener("input", () => {
      const wanted = fold(field.value).split(/\s+/).filter(Boolean);
      const chosen = select.value;
      let count = 0;
      const shown = all.map((node) => {
        const copy = node.cloneNode(true);
        const group = copy.matches("optgroup") ? copy.label : "";
        const options = copy.matches("optgroup") ? [...copy.children] : [copy];
        for (const option of options) {
          const text = fold(`${group} ${option.textContent}`);
          const keep =
            option.value === "" ||
            option.value === chosen ||
            wanted.every((word) => text.includes(word));
          if (!keep) option.remove();
          else if (option.value) count += 1;
        }
        return copy.matches("optgroup") ? (copy.children.length ? copy : null) : copy;
      });
      select.replaceChildren(...shown.filter(Boolean));
      select.value = chosen;
      found.textContent = wanted.length ? select.dataset.found.replace("{n}", count) : "";
    });
    // Enter chooses the first that was found, instead of sending the form.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const first = [...select.options].find((option) => option.value);
      if (first && field.value) select.value = first.value;
      select.focus();
    });
  }
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
