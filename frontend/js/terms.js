// Term help opens on hover and focus by style sheet alone. Here: tap toggles, Escape closes, and
// the text stays inside the window.
export function enhanceTerms(document) {
  const terms = () => document.querySelectorAll(".term");

  document.addEventListener("click", (event) => {
    const word = event.target.closest?.(".term-word");
    for (const term of terms()) {
      const own = word !== null && term.contains(word);
      if (!term.contains(event.target)) term.classList.remove("is-open");
      if (own) {
        term.classList.toggle("is-open");
        term.classList.remove("is-closed");
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of terms()) {
      term.classList.remove("is-open");
      if (term.matches(":hover, :focus-within")) term.classList.add("is-closed");
    }
  });
  for (const start of ["pointerover", "focusin"]) {
    document.addEventListener(start, (event) => {
      const term = event.target.closest?.(".term");
      if (term) keepInside(term);
    });
  }
  for (const end of ["pointerout", "focusout"]) {
    document.addEventListener(end, (event) => {
      const term = event.target.closest?.(".term");
      if (term && !term.contains(event.relatedTarget)) term.classList.remove("is-closed");
    });
  }
}

function keepInside(term) {
  const help = term.querySelector(".term-help");
  if (!help) return;
  help.style.insetInlineStart = "";
  const over = help.getBoundingClientRect().right - (document.documentElement.clientWidth - 8);
  if (over > 0) help.style.insetInlineStart = `${-over}px`;
}
