// The map of regions: quiet land, a mark per region, the same region chosen in map and table.
import * as maplibregl from "maplibre-gl";
import { Areas, loadAreas } from "./map-areas.js";
import { layOut } from "./map-layout.js";
import { ground, mapStyle, padding, recolour } from "./map-ground.js";
import { clusterElement, regionElement } from "./map-marks.js";
import { startPlaces } from "./places.js";

function start(container) {
  const { dataset } = container;
  const regions = JSON.parse(document.getElementById(dataset.regionsId).textContent);
  const table = document.getElementById(dataset.tableId ?? "");

  const map = ground(container, {
    style: mapStyle(dataset.geojsonUrl),
    bounds: boundsOf(regions),
    fitBoundsOptions: { padding: padding(container), maxZoom: 5 },
    maxZoom: 8,
    all: () => fit(map, regions),
  });
  if (!map) return;

  const markers = new Markers(map, regions, {
    texts: dataset,
    templates: container,
    choose: (code, from) => choose(code, from),
  });
  const rows = new Map();
  for (const row of table?.querySelectorAll("tr[data-code]") ?? []) rows.set(row.dataset.code, row);

  let areas = null;
  let chosen = null;
  function choose(code, from) {
    if (code === chosen) return;
    rows.get(chosen)?.classList.remove("is-chosen");
    chosen = code;
    const row = rows.get(code);
    row?.classList.add("is-chosen");
    if (from === "map") row?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    markers.choose(code, from !== "map");
    areas?.choose(code);
    if (from !== "address") remember(code);
  }
  for (const [code, row] of rows) {
    row.addEventListener("click", (event) => {
      if (!event.target.closest("a, button, input, summary")) choose(code, "table");
    });
    row.addEventListener("focusin", () => choose(code, "table"));
    row.addEventListener("pointerenter", () => markers.point(code, true));
    row.addEventListener("pointerleave", () => markers.point(code, false));
  }
  const asked = new URLSearchParams(location.search).get("region");
  if (regions.some((region) => region.code === asked)) choose(asked, "address");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    recolour(map);
    areas?.recolour();
  });

  if (!dataset.areasUrl) return;
  // Without them the marks say the same.
  const drawn = Promise.all([loadAreas(dataset.areasUrl, regions), map.once("load")]);
  drawn.then(([features]) => {
    areas = new Areas(map, features, {
      choose: (code) => choose(code, "map"),
      point: (code, on) => markers.point(code, on),
    });
    areas.choose(chosen);
  }, console.warn);
}

// The markers follow the map: those too close together stand as one with their number.
class Markers {
  constructor(map, regions, options) {
    this.map = map;
    this.regions = regions;
    this.options = options;
    this.shown = new Map();
    this.chosen = null;
    this.pointed = null;
    map.on("move", () => this.draw());
    map.on("resize", () => this.draw());
    this.draw();
  }

  draw() {
    const places = this.regions.map((region) => ({
      region,
      ...this.map.project([region.lon, region.lat]),
    }));
    const wanted = new Map(layOut(places).map((group) => [group.key, group]));
    for (const [key, { marker }] of this.shown) {
      if (!wanted.has(key)) {
        // Who had the focus on a cluster that falls apart keeps it on its first region.
        const element = marker.getElement();
        if (element.contains(document.activeElement)) this.refocus = key.split("+")[0];
        marker.remove();
        this.shown.delete(key);
      }
    }
    for (const [key, group] of wanted) {
      if (!this.shown.has(key)) this.shown.set(key, { group, marker: this.add(group) });
    }
    this.mark();
    if (this.refocus) {
      const holder = [...this.shown].find(([key]) => key.split("+").includes(this.refocus));
      holder?.[1].marker.getElement().focus({ preventScroll: true });
      this.refocus = null;
    }
  }

  add(group) {
    const { templates, texts, choose } = this.options;
    const single = group.regions.length === 1;
    const element = single
      ? regionElement(group.regions[0], templates)
      : clusterElement(group.regions, templates, texts);
    element.addEventListener("click", () => {
      if (single) choose(group.regions[0].code, "map");
      else fit(this.map, group.regions);
    });
    return new maplibregl.Marker({ element, anchor: "center" })
      .setLngLat([group.lon, group.lat])
      .addTo(this.map);
  }

  choose(code, follow) {
    this.chosen = code;
    const region = this.regions.find((one) => one.code === code);
    if (region && follow && !this.map.getBounds().contains([region.lon, region.lat])) {
      this.map.easeTo({ center: [region.lon, region.lat] });
    }
    this.mark();
  }

  point(code, on) {
    this.pointed = on ? code : null;
    this.mark();
  }

  mark() {
    for (const { group, marker } of this.shown.values()) {
      const element = marker.getElement();
      const has = (code) => group.regions.some((region) => region.code === code);
      element.classList.toggle("is-chosen", has(this.chosen));
      element.classList.toggle("is-pointed", has(this.pointed));
      if (group.regions.length === 1) {
        element.setAttribute("aria-pressed", String(has(this.chosen)));
      }
    }
  }
}

function boundsOf(regions) {
  const bounds = new maplibregl.LngLatBounds();
  for (const region of regions) bounds.extend([region.lon, region.lat]);
  return bounds.isEmpty() ? [[-25, 34], [45, 70]] : bounds;
}

function fit(map, regions) {
  map.fitBounds(boundsOf(regions), { padding: padding(map.getContainer()), maxZoom: 7 });
}

// The chosen region stands in the address, so that what one sees can be shared.
function remember(code) {
  const address = new URL(location.href);
  address.searchParams.set("region", code);
  history.replaceState(history.state, "", address);
}

for (const container of document.querySelectorAll("[data-geojson-url]")) start(container);
for (const container of document.querySelectorAll("[data-places-url]")) startPlaces(container);
