// A slider turns the number beside it, and the number the slider; the number is what is sent.
export function enhanceSliders(document) {
  document.addEventListener("input", ({ target }) => {
    if (target.dataset?.turns) {
      document.getElementById(target.dataset.turns).value = target.value;
    } else if (target.matches?.(".turn-number") && target.value !== "") {
      slide(document, target);
    }
  });
  // A number that was emptied is that of the framework again.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches?.(".turn-number") || target.value !== "" || target.validity.badInput) return;
    target.value = target.dataset.own;
    slide(document, target);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const number of document.querySelectorAll(".turn-number")) {
      const error = document.getElementById(`error_${number.id}`);
      if (error?.textContent) number.setAttribute("aria-invalid", "true");
      else number.removeAttribute("aria-invalid");
    }
  });
  document.addEventListener("htmx:pushedIntoHistory", () => followAddress(document));
}

function slide(document, number) {
  const slider = document.querySelector(`[data-turns="${number.id}"]`);
  if (slider) slider.value = number.value;
}

// The links that lead back to this page lead to it as it now is: another language, after logging in.
function followAddress(document) {
  for (const link of document.querySelectorAll(".language-switch a")) link.search = location.search;
  for (const link of document.querySelectorAll('.site-account a[href*="?next="]')) {
    link.search = new URLSearchParams({ next: location.pathname + location.search });
  }
}
