/* Sheets: what the picture can show. Each has a place for every box on it, the points that arrows pass, the lanes on
   which rows lie (years, stages), and the size of its boxes. */

const SECTION = "\u0002";

function makeSheets(given, data) {
  const [across, down] = data.room;
  const reading = given.nodes.map((node) => node.id);
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

  /* Some of the papers only: row by row in the order of reading, none in the row of what it builds on. */
  function compact(ids, columns) {
    const needs = new Map();
    given.edges.forEach((edge) => ids.has(edge.from) && ids.has(edge.to) && needs.set(edge.from, [...(needs.get(edge.from) || []), edge.to]));
    const row = new Map();
    const held = [];
    let open = 0;
    for (const id of reading) {
      if (!ids.has(id)) continue;
      let at = Math.max(open, ...(needs.get(id) || []).map((each) => (row.has(each) ? row.get(each) + 1 : 0)));
      while ((held[at] || []).length >= columns) at += 1;
      (held[at] = held[at] || []).push(id);
      row.set(id, at);
      while ((held[open] || []).length >= columns) open += 1;
    }
    const rows = [...held].map((members) => members || []).filter((members) => members.length);
    const place = new Map(rows.flatMap((members, y) => members.map((id, x) => [id, { x: x * across, y: y * down }])));
    const dated = rows.map((members) => members.map((id) => data.papers[id].year).filter(Boolean).sort((a, b) => a - b));
    const label = (found) => (found.length ? (found[0] === found[found.length - 1] ? String(found[0]) : found[0] + "–" + found[found.length - 1]) : "");
    return { name: "part", box: data.box, down, place, routes: new Map(), bands: years(dated.map(label)) };
  }

  /* The sections alone, and how much one rests on another. */
  function overview(columns) {
    const box = [216, 84];
    const count = new Map();
    const dated = new Map();
    for (const paper of Object.values(data.papers)) {
      count.set(paper.lane, (count.get(paper.lane) || 0) + 1);
      if (!dated.has(paper.lane)) dated.set(paper.lane, []);
      if (paper.year) dated.get(paper.lane).push(paper.year);
    }
    const lanes = Object.keys(data.sections).map(Number).filter((lane) => count.has(lane));
    const pull = new Map();
    for (const edge of given.edges) {
      const [from, to] = [data.papers[edge.from].lane, data.papers[edge.to].lane];
      if (from !== to) pull.set(from + " " + to, (pull.get(from + " " + to) || 0) + 1);
    }
    const most = Math.max(1, ...pull.values());
    const strong = [...pull].filter(([ends, weight]) => weight >= (pull.get(ends.split(" ").reverse().join(" ")) || 0) && weight > most * 0.06);
    strong.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const edges = strong.slice(0, 14).map(([ends, weight]) => {
      const [from, to] = ends.split(" ").map((lane) => SECTION + lane);
      return { id: SECTION + ends, from, to, kind: "core", weight: weight / most };
    });
    // What has no date is what others take for granted.
    dated.forEach((found) => found.sort((a, b) => a - b));
    const middle = (lane) => [...Array(count.get(lane) - (dated.get(lane) || []).length).fill(0), ...(dated.get(lane) || [])][count.get(lane) >> 1];
    lanes.sort((a, b) => middle(a) - middle(b) || a - b);
    const place = new Map(lanes.map((lane, index) => [SECTION + lane, { x: (index % columns) * 290 + (Math.floor(index / columns) % 2) * 40, y: Math.floor(index / columns) * 160 }]));
    const said = (lane) => {
      const found = dated.get(lane) || [];
      const papers = count.get(lane) + " " + (count.get(lane) === 1 ? data.noun[0] : data.noun[1]);
      return papers + (found.length ? " · " + found[0] + "–" + found[found.length - 1] : "");
    };
    const titles = new Map(lanes.map((lane) => [SECTION + lane, { label: data.sections[lane], below: said(lane), lane }]));
    return { name: "overview", box, down: 160, place, routes: new Map(), bands: null, edges, titles };
  }

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

  return { wide, narrow, compact, overview, path };
}
