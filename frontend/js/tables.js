// <table class="data-table" data-sortable>: sort by the buttons in the head, choose columns, and
// keep both in the address, so that what one sees can be shared.
export function enhanceTables(root) {
  const tables = [...root.querySelectorAll("table.data-table")];
  if (root.matches?.("table.data-table")) tables.push(root);
  for (const table of tables) {
    if (table.dataset.ready !== undefined) continue;
    table.dataset.ready = "";
    keepRoles(table);
    if (table.dataset.sortable !== undefined) makeSortable(table);
    connectTools(table);
  }
}

// A table shown as cards loses its meaning to assistive technology unless its roles are written.
function keepRoles(table) {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const element of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    const role =
      element.tagName === "TH"
        ? element.closest("thead")
          ? "columnheader"
          : "rowheader"
        : roles[element.tagName];
    if (role && !element.hasAttribute("role")) element.setAttribute("role", role);
  }
}

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells].filter((cell) => cell.dataset.sort);
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      sortBy(table, head, descending);
      remember(table, "sort", (descending ? "-" : "") + head.dataset.sort);
    });
  }
  const asked = new URLSearchParams(location.search).get(parameter(table, "sort"));
  const head = heads.find((cell) => cell.dataset.sort === asked?.replace(/^-/, ""));
  if (head) sortBy(table, head, asked.startsWith("-"));
}

export function sortBy(table, head, descending) {
  const column = head.cellIndex;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group-row"));
    const keyed = rows.map((row) => ({ row, key: keyOf(row.cells[column]) }));
    keyed.sort((a, b) => {
      // What is unknown stands at the end, whichever way one sorts.
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      const order =
        typeof a.key === "number" && typeof b.key === "number"
          ? a.key - b.key
          : compare(a.key, b.key);
      return descending ? -order : order;
    });
    body.append(...keyed.map(({ row }) => row));
  }
  for (const cell of head.parentElement.cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const choice = document.querySelector(`select[data-sort-table="${table.id}"]`);
  if (choice) choice.value = (descending ? "-" : "") + head.dataset.sort;
}

// data-order is for sorting alone, data-value also for copying. Empty is unknown; a number is
// written with a point, whatever the language of the page.
function keyOf(cell) {
  const value = cell.dataset.order ?? cell.dataset.value ?? cell.textContent.trim();
  if (value === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

// The tools name their table: <div class="table-tools" data-table="ID">.
function connectTools(table) {
  const tools = table.id && document.querySelector(`.table-tools[data-table="${table.id}"]`);
  if (!tools) return;
  const heads = [...table.tHead.rows[0].cells];

  const sort = tools.querySelector("select[data-sort-table]");
  if (sort && !heads.some((cell) => cell.dataset.sort)) sort.closest("label").remove();
  else if (sort) {
    for (const head of heads.filter((cell) => cell.dataset.sort)) {
      for (const sign of ["", "-"]) {
        const text = head.textContent.trim() + (sign ? " ↓" : " ↑");
        sort.append(new Option(text, sign + head.dataset.sort));
      }
    }
    const current = heads.find((cell) => cell.hasAttribute("aria-sort"));
    if (current) {
      const sign = current.getAttribute("aria-sort") === "descending" ? "-" : "";
      sort.value = sign + current.dataset.sort;
    }
    sort.addEventListener("change", () => {
      const key = sort.value.replace(/^-/, "");
      const head = heads.find((cell) => cell.dataset.sort === key);
      if (head) sortBy(table, head, sort.value.startsWith("-"));
      remember(table, "sort", sort.value);
    });
  }

  const list = tools.querySelector(".column-choice ul");
  if (list && !heads.some((cell) => cell.dataset.column)) list.closest("details").remove();
  else if (list) {
    const name = parameter(table, "hide");
    const hidden = new Set(new URLSearchParams(location.search).getAll(name));
    for (const head of heads.filter((cell) => cell.dataset.column)) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !hidden.has(head.dataset.column);
      const label = document.createElement("label");
      label.append(box, ` ${head.textContent.trim()}`);
      const item = document.createElement("li");
      item.append(label);
      list.append(item);
      const show = () => {
        for (const row of table.rows) {
          const cell = row.cells[head.cellIndex];
          if (cell && row.cells.length === heads.length) cell.hidden = !box.checked;
        }
      };
      box.addEventListener("change", () => {
        show();
        hidden[box.checked ? "delete" : "add"](head.dataset.column);
        remember(table, "hide", [...hidden]);
      });
      show();
    }
    const details = list.closest("details");
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  }
}

// Two tables on a page may sort differently: data-prefix keeps their parameters apart.
function parameter(table, name) {
  return (table.dataset.prefix ?? "") + name;
}

function remember(table, name, value) {
  const address = new URL(location.href);
  address.searchParams.delete(parameter(table, name));
  for (const one of [value].flat().filter(Boolean)) {
    address.searchParams.append(parameter(table, name), one);
  }
  history.replaceState(history.state, "", address);
}
