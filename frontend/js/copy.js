// Buttons that copy, and say so: data-copy="text", data-copy-link, data-copy-table="id".
export function enhanceCopy(document) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy], [data-copy-link], [data-copy-table]");
    if (!button) return;
    const done = await copy(textOf(button));
    say(button, done ? button.dataset.done : button.dataset.failed);
  });
}

function textOf(button) {
  if ("copyLink" in button.dataset) {
    return new URL(button.dataset.copyLink || location.href, location.href).href;
  }
  if (button.dataset.copyTable) {
    return tableText(document.getElementById(button.dataset.copyTable));
  }
  return button.dataset.copy;
}

// Tab-separated: pastes as cells into a spreadsheet. A cell may give its bare value in data-value.
function tableText(table) {
  const rows = [...table.rows].filter((row) => !row.hidden);
  const text = (cell) =>
    (cell.dataset.value ?? cell.innerText ?? "").replace(/\s+/g, " ").trim();
  return rows
    .map((row) => [...row.cells].filter((cell) => !cell.hidden).map(text).join("\t"))
    .join("\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function say(button, message) {
  if (!message) return;
  let status = button.nextElementSibling;
  if (!status?.classList.contains("copy-status")) {
    status = document.createElement("span");
    status.className = "copy-status";
    status.setAttribute("role", "status");
    button.after(status);
  }
  status.textContent = message;
  setTimeout(() => {
    status.textContent = "";
  }, 4000);
}
