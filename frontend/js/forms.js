// <form data-autosubmit>: a filter takes effect when it is chosen. Text waits for Enter.
export function enhanceForms(root) {
  for (const form of root.querySelectorAll("form[data-autosubmit]:not([data-ready])")) {
    form.dataset.ready = "";
    form.addEventListener("change", (event) => {
      if (!event.target.matches("input[type=text], input[type=search], textarea")) {
        form.requestSubmit();
      }
    });
    // Empty choices stay out of the address, so that it can be read and shared.
    form.addEventListener("formdata", (event) => {
      if (form.method !== "get") return;
      for (const [name, value] of [...event.formData]) {
        if (value === "") event.formData.delete(name);
      }
      // How the table was sorted and which columns were hidden stays.
      const here = new URLSearchParams(location.search);
      for (const name of ["sort", "hide"]) {
        if (here.has(name) && !event.formData.has(name)) {
          event.formData.set(name, here.get(name));
        }
      }
    });
  }
  // After a mistake, or when someone else was first, reading begins there.
  root.querySelector(".error-summary, .conflict")?.focus();
}
