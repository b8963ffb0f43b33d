/* Sheets: what the picture can show. Each has a place for every box on it, the points that arrows pass, the lanes on
   which rows lie (years, stages), and the size of its boxes. */

function makeSheets(given, data) {
  const [across, down] = data.room;
  const points = (at) => new Map(given.nodes.map((node, index) => [node.id, at(node, index)]));
  const routed = new Map(given.edges.map((edge) => [edge.id, (edge.via || []).map(([x, y]) => ({ x, y }))]));
  const years = (labels) => labels.map((label, row) => ({ row, rows: 1, label }));
  const PATH = { box: [180, 52], room: [194, 92] };

  const stages = (bands) => bands.map(({ stage, row, rows }) => ({ row, rows, label: stage ? "Stage " + stage : "Known", short: stage ? String(stage) : "✓" }));
  const wide = {
    name: data.mode === "path" ? "path" : "board",
    box: data.box,
    down,
    place: points(({ x, y }) => ({ x, y })),
    routes: routed,
    bands: data.mode === "path" ? stages(data.bands) : years(data.years),
  };
  const narrow = data.narrow && {
    ...wide,
    place: points((_, index) => ({ x: data.narrow.places[index][0] * across, y: data.narrow.places[index][1] * down })),
    bands: years(data.narrow.years),
  };

  /* A path alone, in stages: of rows of different widths the picture is taken that can be shown largest. */
  function path(stage, told, width, height) {
    const arcs = told.map((edge) => [edge.to, edge.from, edge.id]);
    const [boxWide, boxHigh] = PATH.box;
    const [across, tall] = PATH.room;
    const narrow = width < 560;
    const size = ({ made, bare }) => {
      const [xs, ys] = [[...made.place.values()].map(({ x }) => x), [...made.place.values()].map(({ y }) => y)];
      const fit = width / (Math.max(...xs) - Math.min(...xs) + boxWide + (narrow ? 44 : 90));
      // On a phone one moves down anyway; arrows that keep a way of their own are worth some of the size.
      return Math.min(1, fit, narrow ? 1 : height / (Math.max(...ys) + boxHigh + 80)) * (bare ? 0.8 : 1);
    };
    // Many rows lie closer together.
    const attempt = (widest, bare) => {
      const row = brokenRows(stage, told, widest);
      const down = Math.max(...row.values()) < 12 ? tall : 76;
      const kept = bare ? arcs.filter(([upper, lower]) => row.get(lower) - row.get(upper) === 1) : arcs;
      return { row, down, bare, made: layeredPlaces([...stage.keys()], row, kept, across, down) };
    };
    const tried = [...[6, 5, 4, 3, 2].map((widest) => attempt(widest, false)), ...(narrow ? [2] : [4, 3]).map((widest) => attempt(widest, true))];
    const best = tried.reduce((found, each) => (size(each) > size(found) ? each : found));
    const { row, made, bare } = best;
    // Where there is height to spare rows take it: arrows are longer then, and lie apart.
    const last = Math.max(1, ...row.values());
    const spare = (height / (size(best) / (bare ? 0.8 : 1)) - boxHigh - 80) / last;
    const down = narrow ? best.down : Math.round(Math.min(Math.max(best.down, spare), 1.25 * tall));
    const moved = (point) => (point.y *= down / best.down);
    made.place.forEach(moved);
    made.routes.forEach((stops) => stops.reverse().forEach(moved));
    const lanes = new Map();
    stage.forEach((number, id) => lanes.set(number, [...(lanes.get(number) || []), row.get(id)]));
    const numbers = [...lanes.keys()].sort((a, b) => a - b);
    const shown = numbers.filter(Boolean);
    const bands = numbers.map((number) => {
      const [low, high] = [Math.min(...lanes.get(number)), Math.max(...lanes.get(number))];
      return { stage: shown.indexOf(number) + 1, row: low, rows: high - low + 1 };
    });
    const far = bare ? (edge) => row.get(edge.from) - row.get(edge.to) > 1 : () => false;
    return { name: "path", box: PATH.box, down, ...made, far, bands: stages(bands) };
  }

  return { wide, narrow, path };
}
