// Which regions stand alone and which share a mark, from their places on the screen (px).

// The room a mark takes, with some air: its height, and in its width the frame, each shape (in a group
// with its count beside it) and each digit of a count.
const HEIGHT = 36;
const ONE = { frame: 16, shape: 21 };
const GROUP = { frame: 20, shape: 27, digit: 8 };

// What a region's advice shows: where it is undetermined, what it leans to.
export function look(region) {
  if (region.advice === "undetermined" && region.provisional) {
    return `provisional-${region.provisional}`;
  }
  return region.advice ?? "";
}

const ORDER = ["active", "reactive", "none"].flatMap((verdict) => [
  verdict,
  `provisional-${verdict}`,
]);

// How many regions have which look, from most to least effort: [[look, count]].
export function makeUp(regions) {
  const counts = new Map();
  for (const region of regions) counts.set(look(region), (counts.get(look(region)) ?? 0) + 1);
  const place = (name) => (ORDER.indexOf(name) + 1 || ORDER.length + 1);
  return [...counts].sort(([a], [b]) => place(a) - place(b));
}

// Takes [{region, x, y}]; gives [{key, regions, lon, lat}]. Regions whose marks would overlap join,
// and a joined group stands at the mean of its regions, until nothing overlaps any more.
export function layOut(places) {
  let groups = places.map((place) => ({ places: [place], x: place.x, y: place.y }));
  for (let joined = true; joined; ) {
    joined = false;
    for (let i = 0; i < groups.length && !joined; i += 1) {
      for (let j = i + 1; j < groups.length && !joined; j += 1) {
        if (overlap(groups[i], groups[j])) {
          const merged = join(groups[i], groups[j]);
          groups = groups.filter((_, at) => at !== i && at !== j);
          groups.push(merged);
          joined = true;
        }
      }
    }
  }
  return groups.map(({ places: members }) => {
    const regions = members.map((place) => place.region);
    const mean = (name) => regions.reduce((sum, region) => sum + region[name], 0) / regions.length;
    const codes = regions.map((region) => region.code).sort();
    return { key: codes.join("+"), regions, lon: mean("lon"), lat: mean("lat") };
  });
}

function overlap(a, b) {
  return Math.abs(a.x - b.x) < (width(a) + width(b)) / 2 && Math.abs(a.y - b.y) < HEIGHT;
}

// How wide a mark is: the shapes of one region, or those of a group with their counts.
function width(group) {
  const regions = group.places.map((place) => place.region);
  if (regions.length === 1) return ONE.frame + ONE.shape * (regions[0].decision ? 2 : 1);
  return makeUp(regions).reduce(
    (sum, [, count]) => sum + GROUP.shape + GROUP.digit * String(count).length,
    GROUP.frame,
  );
}

function join(a, b) {
  const places = [...a.places, ...b.places];
  const mean = (name) => places.reduce((sum, place) => sum + place[name], 0) / places.length;
  return { places, x: mean("x"), y: mean("y") };
}
