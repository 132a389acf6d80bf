// Which regions stand alone and which share a mark, from their places on the screen (px).

// The room a mark takes: two shapes side by side in a frame.
const WIDTH = 54;
const HEIGHT = 34;

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
  return Math.abs(a.x - b.x) < WIDTH && Math.abs(a.y - b.y) < HEIGHT;
}

function join(a, b) {
  const places = [...a.places, ...b.places];
  const mean = (name) => places.reduce((sum, place) => sum + place[name], 0) / places.length;
  return { places, x: mean("x"), y: mean("y") };
}
