// What the maps share: quiet land, the buttons, and what to do where no map can be drawn.
import * as maplibregl from "maplibre-gl";

const COLOURS = ["sea", "land", "border"];

// A map in `.map-canvas` of a container, with `options` of MapLibre; `all()` brings everything back
// into view. Null where the browser has no WebGL: what stands beside it says the same.
export function ground(container, { all, ...options }) {
  const { dataset } = container;
  const canvas = container.querySelector(".map-canvas");
  maplibregl.setWorkerUrl(dataset.workerUrl);
  let map;
  try {
    map = new maplibregl.Map({
      container: canvas,
      minZoom: -1,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      cooperativeGestures: true,
      locale: {
        "NavigationControl.ZoomIn": dataset.zoomIn,
        "NavigationControl.ZoomOut": dataset.zoomOut,
        "Map.Title": dataset.label,
        "Popup.Close": dataset.close,
        "CooperativeGesturesHandler.WindowsHelpText": dataset.gestureHelp,
        "CooperativeGesturesHandler.MacHelpText": dataset.gestureHelpMac,
        "CooperativeGesturesHandler.MobileHelpText": dataset.gestureHelpTouch,
      },
      ...options,
    });
  } catch {
    container.hidden = true;
    container.parentElement.querySelector(".map-off").hidden = false;
    return null;
  }
  // The marks stand at once; the land follows when a worker has read it.
  map.once("idle", () => {
    canvas.setAttribute("aria-busy", "false");
    canvas.querySelector(".map-wait").remove();
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // On a narrow map the buttons stand in a row at the bottom, where they cover least.
  const corner = isNarrow(container) ? "bottom-right" : "top-right";
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), corner);
  map.addControl(new WholeControl(dataset.showAll, all), corner);
  return map;
}

// A button that brings all of it back into view.
class WholeControl {
  constructor(label, action) {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "map-whole";
    this.button.title = label;
    this.button.setAttribute("aria-label", label);
    this.button.addEventListener("click", action);
  }

  onAdd() {
    this.element = document.createElement("div");
    this.element.className = "maplibregl-ctrl maplibregl-ctrl-group";
    this.element.append(this.button);
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }
}

// Room for the marks at the edges and for the buttons, which stand below on a narrow map.
export function padding(element) {
  const room = Math.min(56, element.clientWidth * 0.1);
  const side = isNarrow(element) ? "bottom" : "right";
  return { top: room, bottom: room, left: room, right: room, [side]: room + 40 };
}

function isNarrow(element) {
  return element.clientWidth < 480;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim();
}

export function mapStyle(countries) {
  const [sea, land, border] = COLOURS.map(colour);
  const address = new URL(countries, location.href).href;
  return {
    version: 8,
    sources: { countries: { type: "geojson", data: address, tolerance: 0.3 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": land } },
      {
        id: "border",
        type: "line",
        source: "countries",
        paint: {
          "line-color": border,
          "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1],
        },
      },
    ],
  };
}

export function recolour(map) {
  const [sea, land, border] = COLOURS.map(colour);
  map.setPaintProperty("sea", "background-color", sea);
  map.setPaintProperty("land", "fill-color", land);
  map.setPaintProperty("border", "line-color", border);
}
