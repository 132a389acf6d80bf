// The elements that stand on the map. The shapes are those of the page: it carries one template per
// mark (<template data-mark="advice-active">), drawn by the same code as in the tables.

import { look, makeUp } from "./map-layout.js";

export function regionElement(region, holder) {
  const element = button("map-mark");
  if (region.home) element.classList.add("map-mark--home");
  const words = [region.name];
  for (const kind of ["advice", "decision"]) {
    const mark = shape(holder, kind, kind === "advice" ? look(region) : region[kind]);
    if (!mark) continue;
    words.push(mark.getAttribute("aria-label"));
    element.append(mark);
  }
  element.setAttribute("aria-label", words.join(". "));
  element.append(nameTag(region.name));
  return element;
}

// A group shows what it is made of: each look of an advice with its count.
export function clusterElement(regions, holder, texts) {
  const names = regions.map((region) => region.name);
  const label = texts.cluster
    .replace("{count}", regions.length)
    .replace("{names}", names.join(", "));
  const element = button("map-mark map-cluster");
  // The name is the content: first which regions, then each shape with its count.
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.textContent = `${label}. `;
  element.append(spoken);
  for (const [name, number] of makeUp(regions)) {
    const part = document.createElement("span");
    part.className = "map-part";
    const mark = shape(holder, "advice", name);
    if (mark) part.append(mark);
    part.append(` ${number} `);
    element.append(part);
  }
  const few = names.length > 6 ? [...names.slice(0, 5), `+ ${names.length - 5}`] : names;
  element.append(nameTag(few.join(", ")));
  return element;
}

function shape(holder, kind, name) {
  const template = holder.querySelector(`template[data-mark="${kind}-${name}"]`);
  return template?.content.firstElementChild.cloneNode(true);
}

function button(name) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  return element;
}

function nameTag(text) {
  const tag = document.createElement("span");
  tag.className = "map-name";
  tag.setAttribute("aria-hidden", "true");
  tag.textContent = text;
  return tag;
}
