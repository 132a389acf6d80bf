// The elements that stand on the map. The shapes are those of the page: it carries one template per
// mark (<template data-mark="advice-active">), drawn by the same code as in the tables.

export function regionElement(region, holder) {
  const element = button("map-mark");
  if (region.home) element.classList.add("map-mark--home");
  const words = [region.name];
  for (const kind of ["advice", "decision"]) {
    const template = holder.querySelector(`template[data-mark="${kind}-${region[kind]}"]`);
    if (!template) continue;
    const mark = template.content.firstElementChild.cloneNode(true);
    words.push(mark.getAttribute("aria-label"));
    element.append(mark);
  }
  element.setAttribute("aria-label", words.join(". "));
  element.append(nameTag(region.name));
  return element;
}

export function clusterElement(regions, texts) {
  const names = regions.map((region) => region.name);
  const label = texts.cluster
    .replace("{count}", regions.length)
    .replace("{names}", names.join(", "));
  const element = button("map-mark map-cluster");
  element.setAttribute("aria-label", label);
  const count = document.createElement("span");
  count.textContent = regions.length;
  const few = names.length > 6 ? [...names.slice(0, 5), `+ ${names.length - 5}`] : names;
  element.append(count, nameTag(few.join(", ")));
  return element;
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
