// Bundles the sources into one folder: node build.mjs OUTPUT
import { build } from "esbuild";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { feature } from "topojson-client";

const output = path.resolve(process.argv[2]);
const require = createRequire(import.meta.url);
const BROWSERS = ["chrome115", "firefox115", "safari16.4"];

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

const shared = {
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  target: BROWSERS,
  outdir: output,
};

await build({
  ...shared,
  entryPoints: { windroos: "css/windroos.css", map: "css/map.css" },
  loader: { ".woff2": "copy" },
  assetNames: "fonts/[name]",
});
await build({
  ...shared,
  entryPoints: {
    windroos: "js/windroos.js",
    embed: "js/embed.js",
    "embed-frame": "js/embed-frame.js",
  },
  format: "iife",
});
await build({
  ...shared,
  entryPoints: {
    map: "js/map.js",
    network: "js/network.js",
    "maplibre-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  },
  format: "esm",
});

await dropUnusedProperties(path.join(output, "windroos.css"));
await writeCountries(path.join(output, "countries-50m.geojson"));
await copyLicences();

// The tokens of NL Design System are thousands; a page loads only those that something uses. The
// map reads its own from the script.
async function dropUnusedProperties(file) {
  let css = await readFile(file, "utf8");
  for (let before = -1; before !== css.length; ) {
    before = css.length;
    const used = new Set(Array.from(css.matchAll(/var\(\s*(--[\w-]+)/g), (match) => match[1]));
    css = css.replace(/(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (whole, name) =>
      used.has(name) || name.startsWith("--map-") ? whole : "",
    );
    css = css.replace(/[^{};]+\{\}/g, "");
  }
  await writeFile(file, css);
}

// Natural Earth, 1:50 million: 110m lacks Singapore. Two decimals of a degree are a kilometre.
async function writeCountries(file) {
  const source = require.resolve("world-atlas/countries-50m.json");
  const topology = JSON.parse(await readFile(source, "utf8"));
  const features = feature(topology, topology.objects.countries)
    .features.filter((country) => country.properties.name !== "Antarctica")
    .map(({ id, geometry: { type, coordinates } }) => ({
      type: "Feature",
      properties: { id: id ?? null },
      geometry: {
        type,
        coordinates:
          type === "Polygon"
            ? coordinates.map(unroll)
            : coordinates.map((polygon) => polygon.map(unroll)),
      },
    }));
  await writeFile(file, JSON.stringify({ type: "FeatureCollection", features }));
}

// The source draws on a sphere: rings cross 180 degrees of longitude (Russia, Fiji). On a flat map
// such a ring goes on past 180 instead of jumping back across the world; the map wraps it itself.
function unroll(ring) {
  let turn = 0;
  return ring.map(([longitude, latitude], index) => {
    if (index > 0) {
      const step = longitude - ring[index - 1][0];
      if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    }
    return [longitude + turn, latitude].map((degrees) => Math.round(degrees * 100) / 100);
  });
}

// What goes along with others' work: their licences, each text once.
async function copyLicences() {
  const { dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const works = new Map();
  for (const name of Object.keys(dependencies)) {
    const folder = path.join("node_modules", name);
    const about = await readFile(path.join(folder, "package.json"), "utf8");
    const { version, license } = JSON.parse(about);
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
    const text = file ? (await readFile(path.join(folder, file), "utf8")).trim() : "";
    works.set(text, [...(works.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...works].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  await writeFile(path.join(output, "LICENSES.txt"), parts.join(`\n${"-".repeat(78)}\n\n`));
}
