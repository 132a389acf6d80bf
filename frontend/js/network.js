// The network of a selection, over the table that says the same. Loaded only by the page that has it.
import cytoscape from "cytoscape";

const LOOKS = {
  company: { shape: "ellipse", colour: "--wr-hue-1" },
  knowledge: { shape: "rectangle", colour: "--wr-hue-3" },
  partner: { shape: "triangle", colour: "--wr-hue-2" },
};

function start(container) {
  const data = JSON.parse(document.getElementById(container.dataset.networkId).textContent);
  // Cytoscape puts a <style> in the page unless there is something with its id; the policy of the
  // site forbids that, and our own style sheet has the one rule that it holds.
  if (!document.getElementById("__________cytoscape_stylesheet")) {
    const there = document.createElement("template");
    there.id = "__________cytoscape_stylesheet";
    document.head.append(there);
  }
  const network = cytoscape({
    container,
    elements: elements(data),
    style: style(),
    // From fixed places (a circle, by name) the same forces always lead to the same drawing.
    layout: { name: "preset", positions: (node) => onCircle(node, data.nodes.length) },
    minZoom: 0.2,
    maxZoom: 3,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autounselectify: false,
  });
  network.layout({
    name: "cose",
    animate: false,
    randomize: false,
    fit: true,
    padding: 30,
    nodeDimensionsIncludeLabels: true,
    idealEdgeLength: 70,
    nodeRepulsion: 12000,
    numIter: data.nodes.length > 150 ? 400 : 1200,
  }).run();
  lie(network);
  const rows = document.querySelectorAll("#relations tbody tr");
  const said = document.querySelector("[data-network-said]");
  const standard = said.textContent;
  network.on("select unselect", () => {
    const chosen = new Set(network.$("node:selected").map((node) => node.id()));
    for (const row of rows) {
      const { one, other } = row.dataset;
      row.hidden = chosen.size > 0 && !chosen.has(one) && !chosen.has(other);
    }
    network.elements().toggleClass("is-faint", chosen.size > 0);
    network.$("node:selected").closedNeighborhood().removeClass("is-faint");
    const names = network.$("node:selected").map((node) => node.data("name"));
    said.textContent = names.join(", ") || standard;
  });
  document.querySelector("[data-network-fit]").addEventListener("click", () => {
    network.elements().unselect();
    network.fit(undefined, 30);
  });
  for (const button of document.querySelectorAll("[data-network-zoom]")) {
    button.addEventListener("click", () => {
      const middle = { x: network.width() / 2, y: network.height() / 2 };
      const level = network.zoom() * Number(button.dataset.networkZoom);
      network.zoom({ level, renderedPosition: middle });
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    network.style(style());
  });
}

function elements({ nodes, edges }) {
  return [
    ...nodes.map((node, index) => ({
      data: { ...node, index },
      classes: [node.category, node.outside ? "outside" : ""].filter(Boolean).join(" "),
    })),
    ...edges.map((edge, index) => ({
      data: { id: `edge-${index}`, ...edge },
      classes: edge.ended ? "ended" : "",
    })),
  ];
}

// A drawing that came out higher than wide is laid on its side: the frame is wide.
function lie(network) {
  const box = network.elements().boundingBox({ includeLabels: false });
  if (box.h > box.w) network.nodes().positions((node) => ({ x: node.position("y"), y: node.position("x") }));
  network.fit(undefined, 30);
}

function onCircle(node, count) {
  const angle = (2 * Math.PI * node.data("index")) / Math.max(count, 1);
  const radius = 40 + count * 12;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

function style() {
  const ink = colour("--wr-ink");
  const paper = colour("--wr-surface");
  return [
    {
      selector: "node",
      style: {
        label: "data(name)",
        "font-size": 11,
        "font-family": "Source Sans 3, sans-serif",
        color: ink,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "text-max-width": 110,
        "text-outline-color": paper,
        "text-outline-width": 2,
        width: 16,
        height: 16,
        shape: "diamond",
        "background-color": colour("--wr-ink-soft"),
        "border-width": 2,
        "border-color": colour("--wr-ink-soft"),
      },
    },
    ...Object.entries(LOOKS).map(([name, { shape, colour: token }]) => ({
      selector: `node.${name}`,
      style: { shape, "background-color": colour(token), "border-color": colour(token) },
    })),
    { selector: "node.outside", style: { "background-color": paper } },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": colour("--wr-line-strong"),
        "target-arrow-color": colour("--wr-line-strong"),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
      },
    },
    { selector: "edge.ended", style: { "line-style": "dashed" } },
    { selector: ".is-faint", style: { opacity: 0.2 } },
    { selector: "node:selected", style: { "border-color": ink, "border-width": 4 } },
  ];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

for (const container of document.querySelectorAll("[data-network-id]")) start(container);
