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
    const size = ({ made }) => {
      const [xs, ys] = [[...made.place.values()].map(({ x }) => x), [...made.place.values()].map(({ y }) => y)];
      return Math.min(1, width / (Math.max(...xs) - Math.min(...xs) + boxWide + 90), height / (Math.max(...ys) + boxHigh + 80));
    };
    const tried = [6, 5, 4, 3, 2].map((widest) => {
      const row = brokenRows(stage, told, widest);
      return { row, made: layeredPlaces([...stage.keys()], row, arcs, ...PATH.room) };
    });
    const { row, made } = tried.reduce((best, each) => (size(each) > size(best) ? each : best));
    made.routes.forEach((stops) => stops.reverse());
    const lanes = new Map();
    stage.forEach((number, id) => lanes.set(number, [...(lanes.get(number) || []), row.get(id)]));
    const numbers = [...lanes.keys()].sort((a, b) => a - b);
    const shown = numbers.filter(Boolean);
    const bands = numbers.map((number) => {
      const [low, high] = [Math.min(...lanes.get(number)), Math.max(...lanes.get(number))];
      return { stage: shown.indexOf(number) + 1, row: low, rows: high - low + 1 };
    });
    return { name: "path", box: PATH.box, down: PATH.room[1], ...made, bands: stages(bands) };
  }

  return { wide, narrow, path };
}
