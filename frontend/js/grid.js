// <form data-grid>: a table of ratings to fill in from the keyboard and from a spreadsheet.
// Without this file it is a table of lists to choose from.
export function enhanceGrids(root) {
  for (const form of root.querySelectorAll("form[data-grid]:not([data-ready])")) {
    form.dataset.ready = "";
    new Grid(form);
  }
}

class Grid {
  constructor(form) {
    this.form = form;
    this.count = form.querySelector("[data-grid-count]");
    this.arrows = form.querySelector("[data-grid-arrows]");
    this.rows = [...form.querySelector("tbody").rows];
    form.addEventListener("change", (event) => {
      if (event.target.matches(".grid-cell")) this.tell();
    });
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("paste", (event) => this.paste(event));
    this.tell();
  }

  get cells() {
    return [...this.form.querySelectorAll(".grid-cell")];
  }

  // How many cells differ from what was saved.
  tell(also = "") {
    let changed = 0;
    for (const cell of this.cells) {
      const differs = cell.value !== cell.dataset.was;
      cell.classList.toggle("is-changed", differs);
      changed += differs;
    }
    this.form.dataset.changed = changed;
    const words = this.count.dataset;
    const text = changed === 0 ? words.none : changed === 1 ? words.one : words.more;
    this.count.textContent = [also, text.replace("{n}", changed)].filter(Boolean).join(" ");
  }

  place(cell) {
    const row = this.rows.indexOf(cell.closest("tr"));
    return [row, cell.closest("td").cellIndex];
  }

  at(row, column) {
    return this.rows[row]?.cells[column]?.querySelector(".grid-cell, a") ?? null;
  }

  key(event) {
    const cell = event.target;
    if (!cell.matches(".grid-cell, td a") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    }[event.key];
    if (step && this.arrows.checked && !event.shiftKey) {
      event.preventDefault();
      let [row, column] = this.place(cell);
      let next = null;
      do {
        row += step[0];
        column += step[1];
        next = this.at(row, column);
      } while (!next && this.rows[row]?.cells[column]);
      next?.focus();
    } else if (/^\d$/.test(event.key) && cell.matches(".grid-cell")) {
      // A list would look for the letters of its words: here a number is a rating.
      if (this.choose(cell, event.key)) event.preventDefault();
      this.tell();
    } else if ((event.key === "Delete" || event.key === "Backspace") && cell.matches(".grid-cell")) {
      event.preventDefault();
      cell.value = cell.dataset.was;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
      this.tell();
    }
  }

  // Choose a rating by its number or its words; false when the column has none like that.
  choose(cell, text) {
    const wanted = text.trim().replace(",", ".");
    const option = [...cell.options].find(
      (one) =>
        one.value &&
        (Number(one.value) === Number(wanted || NaN) ||
          one.textContent.trim().toLowerCase() === text.trim().toLowerCase()),
    );
    if (!option) return false;
    cell.value = option.value;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  // Ratings from a spreadsheet, from this cell to the right and down; empty ones stay as they are.
  paste(event) {
    const cell = event.target;
    if (!cell.matches?.(".grid-cell")) return;
    const text = event.clipboardData.getData("text/plain");
    if (!text.trim()) return;
    event.preventDefault();
    const [top, left] = this.place(cell);
    let pasted = 0;
    let unread = 0;
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
    lines.forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        if (!value.trim()) return;
        const target = this.at(top + down, left + right);
        if (target?.matches(".grid-cell") && this.choose(target, value)) pasted += 1;
        else unread += 1;
      });
    });
    const words = this.count.dataset;
    const told = [words.pasted.replace("{n}", pasted)];
    if (unread) told.push(words.unread.replace("{n}", unread));
    this.tell(told.join(" "));
  }
}
