/* The picture: vis-network holds places, arrows, zoom and clicks; boxes and lanes are painted by paint.js. */

const WAYPOINT = "\u0001";

function makePicture(container, given, data, act) {
  const sheets = makeSheets(given, data);
  const labels = new Map(given.nodes.map((node) => [node.id, node.label]));
  const uses = new Map();
  const needs = new Map();
  given.edges.forEach((edge) => uses.set(edge.to, (uses.get(edge.to) || 0) + 1));
  given.edges.forEach((edge) => needs.set(edge.from, (needs.get(edge.from) || 0) + 1));
  const weight = (id) => uses.get(id) || 0;
  const byWeight = given.nodes.map((node) => node.id).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  const onPath = data.mode === "path";
  // A path of more steps shows arrows only around what is chosen; so does a sheet with more arrows.
  const MOST_STEPS = 250;
  const MOST_ARROWS = 400;
  // A search that finds more than these unfolds nothing.
  const MOST_FOUND = 60;
  const overview = data.lanes ? makeOverview(given, data, weight) : null;
  const empty = new Set();
  const it = {
    sheet: sheets.wide,
    colour: colours(),
    network: null,
    state: { plan: null, alone: false, unfolded: false, open: empty, subset: null, stage: new Map(), number: new Map(), hover: null, lit: null, cursor: null, focus: null, targets: empty, known: empty, background: empty, matches: null },
  };
  const painter = makePainter(container, data, it, { labels, weight, byWeight });

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue("--" + name).trim();
    const found = Object.fromEntries(["ink", "muted", "paper", "surface", "line", "accent", "band"].map((name) => [name, value(name)]));
    found.lanes = [...Array(10).keys()].map((lane) => value("lane-" + lane));
    found.font = getComputedStyle(document.body).fontFamily;
    return found;
  }

  /* An arrow that passes other rows is drawn in pieces, through the points that were kept free for it. */
  const stopsOf = (edge) => it.sheet.routes.get(edge.id) || [];
  function pieces(edge) {
    const stops = [edge.from, ...stopsOf(edge).map((_, index) => WAYPOINT + edge.id + ":" + index), edge.to];
    return stops.slice(1).map((stop, index) => ({ id: edge.id + ":" + index, edge, from: stops[index], to: stop, first: index === 0 }));
  }
  const clear = { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)" };
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let drawn = [];
  let crowded = false;
  const looks = new Map();
  let lastPath = "";

  /* The arrows to draw: those that no longer way among the papers shown implies. */
  function told() {
    const { place, cards } = it.sheet;
    const members = it.state.plan ? it.state.number : null;
    const inside = given.edges.filter((edge) => place.has(edge.from) && place.has(edge.to));
    const outside = cards && !members ? given.edges.filter((edge) => place.has(edge.from) !== place.has(edge.to)) : [];
    if (!members) return [...inside.filter((edge) => !edge.implied), ...outside];
    const direct = withoutImplied(inside.filter((edge) => members.has(edge.from) && members.has(edge.to)), [...members.keys()]);
    return inside.filter((edge) => direct.has(edge) || (!edge.implied && !(members.has(edge.from) && members.has(edge.to))));
  }

  /* Give vis-network the boxes and arrows of the sheet in use; what is not to be seen is not given. */
  function lay() {
    const inside = told();
    crowded = inside.filter((edge) => lane(edge.from) === lane(edge.to) || !it.sheet.cards).length > MOST_ARROWS;
    drawn = inside.flatMap(pieces);
    looks.clear();
    const sized = ({ wide, high }) => ({ widthConstraint: { minimum: wide, maximum: wide }, heightConstraint: { minimum: high } });
    const stops = inside.flatMap((edge) => stopsOf(edge).map((stop, index) => ({ ...stop, id: WAYPOINT + edge.id + ":" + index, shape: "dot", size: 0.1, color: clear })));
    edges.clear();
    nodes.clear();
    nodes.add([...[...it.sheet.place.keys()].map((id) => ({ id, ...placed(id), label: " ", color: clear, ...sized(placed(id)) })), ...stops]);
    redrawn();
  }

  const lane = (id) => data.papers[id].lane;
  /* Where something is and how large: a box, unless its place says otherwise. */
  function placed(id) {
    const { x, y, wide, high } = it.sheet.place.get(id);
    return { x, y, wide: wide ?? it.sheet.box[0], high: high ?? it.sheet.box[1] };
  }

  /* What is told of a paper under the mouse: made when it is asked for. */
  function preview(id) {
    const text = items.get(id)?.querySelector(".contributes")?.textContent || "";
    const told = text.length > 170 ? text.slice(0, 170).replace(/\s+\S*$/, "") + "…" : text;
    const year = data.papers[id].year;
    const counts = [["builds on", needs.get(id)], ["opens up", weight(id)]].filter(([, count]) => count).map((pair) => pair.join(" ")).join(" · ");
    return element("div", {}, element("b", {}, printed(titleOf(id))), year ? " (" + year + ")" : "", told ? element("p", {}, printed(told)) : null, counts ? element("small", {}, counts) : null);
  }

  /* How an arrow looks now: at rest, on the path, at the chosen paper, or not at all. */
  function lookOf(edge) {
    const { focus, hover, plan, number } = it.state;
    const inside = number.has(edge.from) && number.has(edge.to);
    if (focus && (edge.from === focus || edge.to === focus) && (!plan || inside)) return "near";
    const looked = hover ?? it.state.cursor;
    if (!focus && looked && (edge.from === looked || edge.to === looked)) return "near";
    // What has no way of its own past the rows between lies behind their boxes, and steps back.
    if (plan && inside && it.sheet.far?.(edge)) return "rest";
    if (plan) return number.size <= MOST_STEPS && inside ? "on" : "off";
    if (onPath) return "on";
    // Between sections the map shows how many; one by one where a paper is looked at.
    if (it.sheet.cards && (!it.sheet.place.has(edge.from) || !it.sheet.place.has(edge.to) || lane(edge.from) !== lane(edge.to))) return "off";
    return crowded ? "off" : "rest";
  }

  function drawnAs(piece, look) {
    const core = piece.edge.kind === "core";
    const { colour } = it;
    const dashes = { curated: false, stated: [9, 6], inferred: [2, 5], cited: [12, 4, 2, 4] }[piece.edge.how || "curated"];
    const strong = look !== "rest";
    const ink = look === "near" ? colour.accent : look === "on" ? colour.ink : colour.muted;
    const faint = it.sheet.cards ? 1.8 : 1;
    const opacity = look === "near" ? 1 : look === "on" ? (core ? 0.72 : 0.45) : faint * (core ? 0.3 : 0.16);
    return {
      width: look === "near" ? (core ? 3 : 1.8) : strong ? (core ? 2.2 : 1.1) : core ? 1.3 : 0.8,
      dashes,
      color: { color: ink, highlight: ink, hover: ink, opacity },
      // Of arrows with an open head any one is enough.
      arrows: { from: { enabled: piece.first && strong, scaleFactor: core ? 0.62 : 0.5, type: piece.edge.group === undefined ? "arrow" : "vee" } },
    };
  }

  /* What is folded away is found at the card of its section. */
  const end = (id) => (it.sheet.cards && !it.sheet.place.has(id) ? SECTION + lane(id) : id);

  /* Bring the arrows that vis-network holds to how they look now. */
  function redrawn() {
    const gone = [];
    const changed = [];
    for (const piece of drawn) {
      const look = lookOf(piece.edge);
      if (look === (looks.get(piece.id) ?? "off")) continue;
      looks.set(piece.id, look);
      if (look === "off") gone.push(piece.id);
      else changed.push({ id: piece.id, from: end(piece.from), to: end(piece.to), ...drawnAs(piece, look) });
    }
    if (gone.length) edges.remove(gone);
    if (changed.length) edges.update(changed);
  }

  // The first sheet is laid when the page first says what to show: a large map would else be laid twice.
  it.sheet = { ...sheets.wide, place: new Map(), bands: null };
  const network = new vis.Network(container, { nodes, edges }, given.options);
  it.network = network;

  /* --- moving ------------------------------------------------------------------------------------------------ */

  /* Show these boxes whole, or as many from the top as stay readable. */
  function frame(ids, animate) {
    const points = ids.filter((id) => it.sheet.place.has(id)).map(placed);
    if (!points.length || !container.clientWidth) return;
    const gutter = it.sheet.bands ? painter.gutter() + 12 : 22;
    const head = 18;
    const foot = 58;
    const edge = (side, sign, size) => Math[sign < 0 ? "min" : "max"](...points.map((point) => point[side] + (sign * point[size]) / 2));
    let [left, right, top, bottom] = [edge("x", -1, "wide"), edge("x", 1, "wide"), edge("y", -1, "high"), edge("y", 1, "high")];
    const { cards, box } = it.sheet;
    // Of a section is shown what leads to it, too.
    if (cards) [left, right, top] = [it.sheet.frame.left, it.sheet.frame.right, Math.max(it.sheet.frame.top, top - 70)];
    if (cards) bottom = Math.max(bottom, ...ids.map((id) => cards.get(id)).filter(Boolean).map((card) => card.top + card.high));
    const room = container.clientWidth - gutter - 18;
    const high = container.clientHeight - head - foot;
    const big = box[1] > 40;
    const whole = Math.min(room / (right - left), high / (bottom - top), 1.35);
    // Smaller than this names cannot be read: rather show the upper part, and let the reader move it.
    const least = cards ? (it.sheet.place.size > cards.size ? 0.9 : 0.5) : big ? 0.56 : 0.66;
    const scale = Math.max(whole, Math.min(room / (right - left), least));
    const x = (left + right) / 2 + (18 - gutter) / 2 / scale;
    const tall = (bottom - top) * scale > high;
    let y = tall ? top + (container.clientHeight / 2 - head) / scale : (top + bottom) / 2 + (foot - head) / 2 / scale;
    if (cards) {
      // Beside a section as much of the map is seen as there is room for.
      const [first, last] = [it.sheet.frame.top + (container.clientHeight / 2 - head) / scale, it.sheet.frame.bottom - (container.clientHeight / 2 - foot) / scale];
      y = first < last ? Math.min(Math.max(y, first), last) : (first + last) / 2;
    }
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({ position: { x, y }, scale, animation: animate && !calm ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  }

  /* Show a new state; returns whether another sheet was laid for it. */
  function update(next) {
    it.state = { ...it.state, ...next };
    const wanted = chosenSheet();
    const path = it.state.plan ? [...it.state.number.keys()].join(" ") : "";
    const moved = wanted !== it.sheet;
    if (moved || path !== lastPath) {
      lastPath = path;
      it.sheet = wanted;
      // What lay under the mouse lies elsewhere now.
      if (moved) [it.state.hover, it.state.lit] = [null, it.state.cursor];
      lay();
    } else redrawn();
    network.redraw();
    return moved;
  }

  /* A sheet that was worked out stays until what it was made from changes. */
  const kept = {};
  function worked(name, key, make) {
    if (kept[name]?.key !== key) kept[name] = { key, sheet: make() };
    return kept[name].sheet;
  }

  function chosenSheet() {
    const [width, height] = [container.clientWidth, container.clientHeight];
    const { state } = it;
    const small = width < 560;
    if (state.alone) {
      return worked("path", JSON.stringify([[...state.stage], width, height]), () => {
        const inside = given.edges.filter((edge) => state.stage.has(edge.from) && state.stage.has(edge.to));
        return sheets.path(state.stage, [...withoutImplied(inside, [...state.stage.keys()])], width, height);
      });
    }
    if (overview && (state.open.size || state.subset || !state.unfolded)) {
      const columns = overview.columnsFor(width - 40, height - 76, state.open.size > 0 || state.subset?.size > 0);
      const key = JSON.stringify([columns, [...state.open].sort(), state.subset && [...state.subset]]);
      return worked("sections", key, () => overview.sheet(state.open, state.subset, columns, state.plan ? MOST_ARROWS : MOST_FOUND));
    }
    return small && sheets.narrow ? sheets.narrow : sheets.wide;
  }

  const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 3) });

  /* The nearest box in a direction, for the arrow keys. */
  function neighbour(id, dx, dy) {
    const here = it.sheet.place.get(id);
    let best = null;
    for (const [other, there] of here ? it.sheet.place : []) {
      if (other === id || painter.faded(other)) continue;
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along <= 0) continue;
      const far = along + aside * 2.5;
      if (!best || far < best.far) best = { id: other, far };
    }
    return best && best.id;
  }

  function reveal(id) {
    if (!it.sheet.place.has(id)) return;
    const { x, y, wide: width, high: height } = placed(id);
    const seen = painter.visible();
    const left = seen.left + painter.gutter() / seen.scale;
    const inside = x - width / 2 > left && x + width / 2 < seen.right && y - height / 2 > seen.top && y + height / 2 < seen.bottom;
    if (!inside) network.moveTo({ position: { x, y } });
  }

  network.on("beforeDrawing", painter.ground);
  network.on("afterDrawing", painter.boxes);
  network.on("click", (event) => {
    const node = event.nodes.find((id) => it.sheet.place.has(id));
    if (it.sheet.cards?.has(node)) return act.unfold(it.sheet.cards.get(node).lane);
    if (node !== undefined) return act.choose(node);
    const piece = drawn.find((each) => each.id === event.edges[0]);
    if (piece && data.papers[piece.edge.from]) return act.choose(piece.edge.from, piece.edge.to);
    return piece ? undefined : act.choose(null);
  });
  network.on("hoverNode", (event) => {
    container.style.cursor = "pointer";
    const node = data.papers[event.node] && network.body.nodes[event.node];
    if (node) node.options.title = preview(event.node);
    if (it.sheet.place.has(event.node)) update({ hover: event.node, lit: it.sheet.cards?.has(event.node) ? event.node : it.state.lit });
  });
  network.on("blurNode", () => {
    container.style.cursor = "";
    update({ hover: null, lit: it.state.cursor });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    it.colour = colours();
    looks.clear();
    redrawn();
    network.redraw();
  });

  return {
    network,
    update,
    frame,
    zoom,
    neighbour,
    reveal,
    weight,
    sections: () => [...(overview?.groups.values() ?? [])],
    card: (id) => it.sheet.cards?.get(id),
    said: painter.said,
    sheet: () => it.sheet.name,
    all: () => [...it.sheet.place.keys()],
    papers: () => given.nodes.map((node) => node.id),
    where: (id) => it.sheet.place.has(id) && network.canvasToDOM(it.sheet.place.get(id)),
    boxes: () => [...it.sheet.place.keys()].map((id) => [id, placed(id)]).map(([id, { x, y, wide, high }]) => [id, x - wide / 2, y - high / 2, wide, high]),
  };
}
