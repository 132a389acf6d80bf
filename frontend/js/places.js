// The map of organisations: the server counts what stands in view, the browser draws that.
import * as maplibregl from "maplibre-gl";
import { ground, mapStyle, padding, recolour } from "./map-ground.js";

const OUTLINES = "outlines";
const NEAREST = 16;
// A place that the list points to is shown from so near.
const SHOWN_AT = 11;

export function startPlaces(container) {
  const { dataset } = container;
  const [west, south, east, north] = JSON.parse(dataset.box);
  const whole = [
    [west, south],
    [east, north],
  ];
  const map = ground(container, {
    style: mapStyle(dataset.landUrl),
    bounds: whole,
    fitBoundsOptions: { padding: 20 },
    maxZoom: NEAREST,
    all: () => map.fitBounds(whole),
  });
  if (!map) return;
  const places = new Places(map, container);
  map.on("load", () => addOutlines(map, dataset.outlinesId));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    recolour(map);
    if (map.getLayer(OUTLINES)) map.setPaintProperty(OUTLINES, "line-color", ink());
  });
  listenToList(map, places);
  listenToFilter(places);
}

class Places {
  constructor(map, container) {
    this.map = map;
    this.texts = container.dataset;
    this.url = container.dataset.placesUrl;
    this.said = container.parentElement.querySelector(".map-said");
    this.templates = new Map();
    for (const one of container.querySelectorAll("template[data-category]")) {
      this.templates.set(one.dataset.category, one);
    }
    this.shown = new Map();
    this.popup = null;
    map.on("moveend", () => this.fetch());
    this.fetch();
  }

  // Shows another selection.
  turn(url) {
    this.url = url;
    this.popup?.remove();
    return this.fetch();
  }

  async fetch() {
    this.asking?.abort();
    this.asking = new AbortController();
    const bounds = this.map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    try {
      this.draw(await this.ask(box, this.map.getZoom(), this.asking.signal));
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.texts.failed);
    }
  }

  async ask(box, zoom, signal) {
    const url = new URL(this.url, location.href);
    // Rounded outwards a little, so that going back to a view finds the answer it had.
    const [w, s, e, n] = box;
    const round = w === e && s === n ? String : (value) => value.toFixed(3);
    url.searchParams.set("bbox", [w, s, e, n].map(round).join(","));
    url.searchParams.set("zoom", zoom.toFixed(1));
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(`the places: ${answer.status}`);
    return answer.json();
  }

  draw(answer) {
    const marks = apart(answer.marks, (mark) => this.map.project([mark.longitude, mark.latitude]));
    const wanted = new Map(marks.map((mark) => [key(mark), mark]));
    for (const [name, marker] of this.shown) {
      if (wanted.has(name)) continue;
      marker.remove();
      this.shown.delete(name);
    }
    for (const [name, mark] of wanted) {
      if (!this.shown.has(name)) this.shown.set(name, this.add(mark));
    }
    const left = answer.leftOut;
    this.say(left ? this.texts.leftOut.replace("{count}", left) : "");
  }

  add(mark) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = mark.total > 1 ? "map-mark map-cluster" : "map-mark";
    // The name is the content: first who or what, then each shape with its number.
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.textContent = `${this.words(mark)}. `;
    element.append(spoken);
    for (const [category, template] of this.templates) {
      const count = mark.counts[category];
      if (!count) continue;
      const part = document.createElement("span");
      part.className = "map-part";
      part.append(template.content.firstElementChild.cloneNode(true));
      if (mark.total > 1) part.append(` ${count} `);
      element.append(part);
    }
    const names = mark.organisations.map((one) => one.name);
    if (names.length) element.append(nameTag(names.join(", ")));
    element.addEventListener("click", () => this.open(mark, element));
    return new maplibregl.Marker({ element, anchor: "center" })
      .setLngLat([mark.longitude, mark.latitude])
      .addTo(this.map);
  }

  words(mark) {
    const names = mark.organisations.map((one) => one.name);
    if (names.length === mark.total) return names.join(", ");
    const text = isOnePlace(mark) ? this.texts.here : this.texts.cluster;
    const parts = [...this.templates]
      .filter(([category]) => mark.counts[category])
      .map(([category, template]) => `${template.dataset.words} ${mark.counts[category]}`);
    return text.replace("{count}", mark.total).replace("{parts}", parts.join(", "));
  }

  // One place tells who stands there; a group of places comes nearer.
  async open(mark, element) {
    if (!isOnePlace(mark) && this.map.getZoom() < NEAREST - 0.5) {
      const [west, south, east, north] = mark.box;
      const bounds = [
        [west, south],
        [east, north],
      ];
      this.map.fitBounds(bounds, { padding: padding(this.map.getContainer()), maxZoom: NEAREST });
      // The mark goes; reading goes on at the map.
      this.map.getCanvas().focus({ preventScroll: true });
      return;
    }
    let { organisations } = mark;
    if (organisations.length < mark.total) {
      try {
        const answer = await this.ask(mark.box, NEAREST);
        organisations = answer.marks.flatMap((one) => one.organisations);
      } catch {
        this.say(this.texts.failed);
        return;
      }
    }
    this.show(mark, organisations, element);
  }

  show(mark, organisations, element) {
    const list = document.createElement("ul");
    list.className = "map-popup";
    for (const one of organisations) list.append(this.entry(one));
    const more = mark.total - organisations.length;
    if (more > 0) {
      const item = document.createElement("li");
      item.textContent = this.texts.more.replace("{count}", more);
      list.append(item);
    }
    this.popup?.remove();
    this.popup = new maplibregl.Popup({ offset: 14, maxWidth: "20rem", focusAfterOpen: true })
      .setLngLat([mark.longitude, mark.latitude])
      .setDOMContent(list)
      .addTo(this.map);
    const popup = this.popup;
    popup.getElement().addEventListener("keydown", (event) => {
      if (event.key === "Escape") popup.remove();
    });
    popup.on("close", () => element?.isConnected && element.focus({ preventScroll: true }));
  }

  entry(one) {
    const item = document.createElement("li");
    for (const category of one.categories) {
      const mark = this.templates.get(category)?.content.firstElementChild.cloneNode(true);
      if (mark) item.append(mark, " ");
    }
    const address = this.texts.organisationUrl;
    const name = document.createElement(address ? "a" : "span");
    if (address) name.href = address.replace("SLUG", encodeURIComponent(one.id));
    name.textContent = one.name;
    item.append(name);
    if (one.reading) {
      const note = document.createElement("span");
      note.className = "soft";
      note.textContent = ` (${this.texts.reading})`;
      item.append(note);
    }
    return item;
  }

  say(text) {
    this.said.textContent = text;
    this.said.hidden = !text;
  }
}

function listenToList(map, places) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    const [longitude, latitude] = button.dataset.place.split(",").map(Number);
    map.getContainer().scrollIntoView({ block: "nearest" });
    map.jumpTo({ center: [longitude, latitude], zoom: Math.max(map.getZoom(), SHOWN_AT) });
    try {
      const box = [longitude, latitude, longitude, latitude];
      const { marks } = await places.ask(box, NEAREST);
      if (!marks.length) return;
      // Many may stand there: who was asked for comes first, and has the focus.
      const slug = button.closest("[data-organisation]")?.dataset.organisation;
      const first = (one) => (one.id === slug ? 0 : 1);
      const named = [...marks[0].organisations].sort((a, b) => first(a) - first(b));
      places.show(marks[0], named, button);
    } catch {
      places.say(places.texts.failed);
    }
  });
}

// A choice takes effect at once: the page is asked for anew, and only its parts that tell of the
// selection are replaced. Without this the form does the same.
function listenToFilter(places) {
  const form = document.getElementById("map_filter");
  let asking = null;
  form?.addEventListener("change", async () => {
    const address = new URL(form.action, location.href);
    address.search = new URLSearchParams(new FormData(form)).toString();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(`the selection: ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-swap][id]")) {
        const made = page.getElementById(old.id);
        if (made) old.replaceWith(document.adoptNode(made));
      }
      const figure = page.querySelector(".place-figure");
      if (figure) document.querySelector(".place-figure")?.replaceWith(document.adoptNode(figure));
      history.replaceState(history.state, "", address);
      await places.turn(page.getElementById("places").dataset.placesUrl);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  });
}

function addOutlines(map, id) {
  const data = JSON.parse(document.getElementById(id).textContent);
  if (!data.features.length) return;
  map.addSource(OUTLINES, { type: "geojson", data });
  map.addLayer({
    id: OUTLINES,
    type: "line",
    source: OUTLINES,
    paint: { "line-color": ink(), "line-width": 1.5 },
  });
}

function ink() {
  return getComputedStyle(document.documentElement).getPropertyValue("--wr-ink-soft").trim();
}

function nameTag(text) {
  const tag = document.createElement("span");
  tag.className = "map-name";
  tag.setAttribute("aria-hidden", "true");
  tag.textContent = text;
  return tag;
}

// The room a mark takes in px: its height, its frame, each shape and each digit of a count.
const HEIGHT = 30;
const ROOM = { frame: 20, shape: 27, digit: 8, alone: 28 };

// Marks that would cover each other as one, at the place of the fullest: those come first.
function apart(marks, project) {
  const kept = [];
  for (const mark of marks) {
    const { x, y } = project(mark);
    const half = width(mark) / 2;
    const over = kept.find(
      (one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < HEIGHT,
    );
    if (over) {
      over.mark = together(over.mark, mark);
      over.half = width(over.mark) / 2;
    } else {
      kept.push({ mark, x, y, half });
    }
  }
  return kept.map((one) => one.mark);
}

function together(one, other) {
  const counts = { ...one.counts };
  for (const [name, n] of Object.entries(other.counts)) counts[name] = (counts[name] ?? 0) + n;
  const [west, south, east, north] = one.box;
  const [w, s, e, n] = other.box;
  const box = [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, n)];
  return { ...one, counts, box, total: one.total + other.total, organisations: [] };
}

function width(mark) {
  if (mark.total === 1) return ROOM.alone;
  return Object.values(mark.counts).reduce(
    (sum, n) => sum + ROOM.shape + ROOM.digit * String(n).length,
    ROOM.frame,
  );
}

function key(mark) {
  return [mark.longitude, mark.latitude, JSON.stringify(mark.counts), mark.total].join("|");
}

function isOnePlace(mark) {
  const [west, south, east, north] = mark.box;
  return west === east && south === north;
}
