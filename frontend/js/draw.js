// <div class="document" data-draw>: select words in a paragraph, or press a key on it, and choose what
// to make of them. The keys count only where a paragraph has the focus.
export function enhanceDrawing(root) {
  const text = root.querySelector(".document[data-draw]");
  const menu = root.getElementById?.("draw_menu");
  if (!text || !menu) return;
  const paragraphs = [...text.querySelectorAll(".document-paragraph, .document-table tr[id]")];
  for (const paragraph of paragraphs) paragraph.tabIndex = -1;
  if (paragraphs.length) paragraphs[0].tabIndex = 0;

  function go(paragraph) {
    for (const other of paragraphs) other.tabIndex = other === paragraph ? 0 : -1;
    paragraph.focus();
    paragraph.scrollIntoView({ block: "nearest" });
  }

  function drawn(paragraph) {
    return paragraph.querySelector(".document-draw").getAttribute("href");
  }

  function address(paragraph, kind, sentences) {
    const query = sentences.map((n) => `s=${n}`);
    return `${drawn(paragraph)}?${[...query, `kind=${kind}`].join("&")}`;
  }

  text.addEventListener("focusin", (event) => {
    const paragraph = event.target.closest(".document-paragraph, .document-table tr[id]");
    if (paragraph) for (const other of paragraphs) other.tabIndex = other === paragraph ? 0 : -1;
  });

  text.addEventListener("keydown", (event) => {
    const at = paragraphs.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j" || event.key === "ArrowDown") go(paragraphs[Math.min(at + 1, paragraphs.length - 1)]);
    else if (key === "k" || event.key === "ArrowUp") go(paragraphs[Math.max(at - 1, 0)]);
    else if (event.key === "Enter") location.assign(drawn(event.target));
    else {
      const choice = menu.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!choice) return;
      location.assign(address(event.target, choice.dataset.kind, []));
    }
    event.preventDefault();
  });

  document.addEventListener("selectionchange", () => {
    const found = chosen(text);
    if (!found) {
      if (!menu.contains(document.activeElement)) menu.hidden = true;
      return;
    }
    for (const choice of menu.querySelectorAll("[data-kind]")) {
      choice.href = address(found.paragraph, choice.dataset.kind, found.sentences);
    }
    const box = found.range.getBoundingClientRect();
    menu.hidden = false;
    const width = menu.offsetWidth;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    menu.style.insetInlineStart = `${left + scrollX}px`;
    menu.style.insetBlockStart = `${box.bottom + scrollY + 6}px`;
  });
}

// The paragraph in which words are selected, and the sentences they stand in.
function chosen(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const paragraph = near(range.startContainer);
  if (!paragraph || !text.contains(paragraph)) return null;
  const sentences = [...paragraph.querySelectorAll("[data-sentence]")]
    .filter((one) => range.intersectsNode(one) && overlaps(range, one))
    .map((one) => Number(one.dataset.sentence));
  return { paragraph, range, sentences };
}

function near(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest(".document-paragraph, .document-table tr[id]");
}

// A selection that ends where a sentence begins does not mean that sentence.
function overlaps(range, element) {
  const whole = document.createRange();
  whole.selectNodeContents(element);
  return (
    range.compareBoundaryPoints(Range.START_TO_END, whole) > 0 &&
    range.compareBoundaryPoints(Range.END_TO_START, whole) < 0
  );
}
