// Regions as areas, once their boundaries are loaded: each filled by its advice, as its mark is
// drawn. A region without a boundary keeps its mark alone.

import { look } from "./map-layout.js";

const SOURCE = "areas";
const LOOKS = {
  active: { colour: "--wr-active", fill: "full" },
  reactive: { colour: "--wr-reactive", fill: "striped" },
  none: { colour: "--wr-none", fill: "empty" },
  undetermined: { colour: "--wr-undetermined", fill: "empty", dashed: true },
  "provisional-active": { colour: "--wr-active", fill: "dotted", dashed: true },
  "provisional-reactive": { colour: "--wr-reactive", fill: "dotted", dashed: true },
  "provisional-none": { colour: "--wr-none", fill: "empty", dashed: true },
};
const TILE = 8; // the side of a pattern, in px
const FAINT = 0.28; // how much of its colour a fill shows: the borders under it stay visible

export async function loadAreas(address, regions) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the areas: ${answer.status}`);
  const areas = await answer.json();
  const byCode = new Map(regions.map((region) => [region.code, region]));
  areas.features = areas.features.filter((area) => byCode.has(area.properties.code));
  for (const { properties } of areas.features) {
    properties.look = look(byCode.get(properties.code)) || "undetermined";
  }
  return areas;
}

// The areas of a map; `choose(code)` and `point(code, on)` are told what a pointer does.
export class Areas {
  constructor(map, areas, { choose, point }) {
    this.map = map;
    this.codes = new Set(areas.features.map((area) => area.properties.code));
    this.chosen = null;
    map.addSource(SOURCE, { type: "geojson", data: areas, promoteId: "code", tolerance: 0.3 });
    for (const [name, drawn] of Object.entries(LOOKS)) this.add(name, drawn);
    map.addLayer({
      id: "area-chosen",
      type: "line",
      source: SOURCE,
      filter: ["==", ["get", "code"], ""],
      paint: { "line-color": colour("--wr-accent"), "line-width": 3 },
    });
    this.listen(choose, point);
  }

  add(name, { colour: token, fill, dashed }) {
    const filter = ["==", ["get", "look"], name];
    // A part lies over the whole that it is in.
    const layout = { "fill-sort-key": ["-", ["get", "size"]] };
    this.map.addImage(`area-${name}`, tile(colour(token), fill));
    this.map.addLayer({
      id: `area-${name}`,
      type: "fill",
      source: SOURCE,
      filter,
      layout,
      paint: { "fill-pattern": `area-${name}` },
    });
    this.map.addLayer({
      id: `area-edge-${name}`,
      type: "line",
      source: SOURCE,
      filter,
      paint: {
        "line-color": colour(token),
        "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.75, 5, 1.75],
        ...(dashed ? { "line-dasharray": [2, 1.5] } : {}),
      },
    });
  }

  listen(choose, point) {
    const layers = Object.keys(LOOKS).map((name) => `area-${name}`);
    let pointed = null;
    const at = (event) => {
      const found = this.map.queryRenderedFeatures(event.point, { layers });
      found.sort((a, b) => a.properties.size - b.properties.size);
      return found[0]?.properties.code ?? null;
    };
    const over = (code) => {
      if (code === pointed) return;
      if (pointed) point(pointed, false);
      pointed = code;
      if (code) point(code, true);
      this.map.getCanvas().style.cursor = code ? "pointer" : "";
    };
    this.map.on("mousemove", (event) => over(at(event)));
    this.map.on("mouseout", () => over(null));
    this.map.on("click", (event) => {
      const code = at(event);
      if (code) choose(code);
    });
  }

  choose(code) {
    this.map.setFilter("area-chosen", ["==", ["get", "code"], code ?? ""]);
  }

  recolour() {
    for (const [name, { colour: token, fill }] of Object.entries(LOOKS)) {
      this.map.updateImage(`area-${name}`, tile(colour(token), fill));
      this.map.setPaintProperty(`area-edge-${name}`, "line-color", colour(token));
    }
    this.map.setPaintProperty("area-chosen", "line-color", colour("--wr-accent"));
  }
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// A square that repeats without a seam.
function tile(ink, fill) {
  const canvas = document.createElement("canvas");
  canvas.width = TILE;
  canvas.height = TILE;
  const pen = canvas.getContext("2d");
  pen.globalAlpha = FAINT;
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  if (fill === "full") pen.fillRect(0, 0, TILE, TILE);
  if (fill === "striped") {
    pen.lineWidth = TILE / 3;
    for (const start of [-TILE, 0, TILE]) {
      pen.beginPath();
      pen.moveTo(start - 2, TILE + 2);
      pen.lineTo(start + TILE + 2, -2);
      pen.stroke();
    }
  }
  if (fill === "dotted") {
    pen.beginPath();
    pen.arc(TILE / 2, TILE / 2, TILE / 5, 0, 2 * Math.PI);
    pen.fill();
  }
  return pen.getImageData(0, 0, TILE, TILE);
}
