/* The picture: vis-network holds places, arrows, zoom and clicks; boxes and headings are painted here. */

const WAYPOINT = "\u0001";
const GUTTER = 80;

function makePicture(container, given, data, choose) {
  const [width, height] = data.box;
  const [across, down] = data.room;
  const points = (at) => new Map(given.nodes.map((node, index) => [node.id, at(node, index)]));
  const routed = new Map(given.edges.map((edge) => [edge.id, (edge.via || []).map(([x, y]) => ({ x, y }))]));
  /* A layout: a place for each paper shown, the points that arrows pass, the years of rows. */
  const wide = { place: points(({ x, y }) => ({ x, y })), routes: routed, years: data.years };
  const narrow = data.narrow && {
    place: points((_, index) => ({ x: data.narrow.places[index][0] * across, y: data.narrow.places[index][1] * down })),
    routes: routed,
    years: data.narrow.years,
  };
  let layout = wide;
  const labels = new Map(given.nodes.map((node) => [node.id, node.label]));
  const uses = new Map();
  given.edges.forEach((edge) => uses.set(edge.to, (uses.get(edge.to) || 0) + 1));
  const weight = (id) => uses.get(id) || 0;
  const byWeight = given.nodes.map((node) => node.id).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  const roomy = data.mode === "path";
  // Past this many arrows, or steps of a path, arrows are shown only around what is chosen.
  const MOST_STEPS = 250;
  const crowded = given.edges.filter((edge) => !edge.implied).length > 400;
  let state = { plan: null, alone: false, stage: new Map(), number: new Map(), hover: null, focus: null, targets: new Set(), known: new Set(), matches: null };
  let colour = colours();

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue("--" + name).trim();
    const names = ["ink", "muted", "paper", "surface", "line", "accent", "band"];
    const found = Object.fromEntries(names.map((name) => [name, value(name)]));
    found.lanes = [...Array(10).keys()].map((lane) => value("lane-" + lane));
    found.font = getComputedStyle(document.body).fontFamily;
    return found;
  }
  const laneColour = (id) => colour.lanes[(data.papers[id]?.lane ?? 9) % 10] || colour.muted;

  /* An arrow that passes other rows is drawn in pieces, through the points that were kept free for it. */
  function pieces(edge) {
    const stops = [edge.from, ...(layout.routes.get(edge.id) || []).map((_, index) => WAYPOINT + edge.id + ":" + index), edge.to];
    return stops.slice(1).map((stop, index) => ({ id: edge.id + ":" + index, edge, from: stops[index], to: stop, first: index === 0 }));
  }
  const clear = { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)" };
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let drawn = [];
  let looks = new Map();
  let lastPath = "";

  /* The arrows to draw: those that no longer way among the papers shown implies. */
  function told() {
    const members = state.plan ? state.number : null;
    const inside = given.edges.filter((edge) => layout.place.has(edge.from) && layout.place.has(edge.to));
    if (!members) return inside.filter((edge) => !edge.implied);
    const direct = withoutImplied(inside.filter((edge) => members.has(edge.from) && members.has(edge.to)), [...members.keys()]);
    return inside.filter((edge) => direct.has(edge) || (!edge.implied && !(members.has(edge.from) && members.has(edge.to))));
  }

  /* Give vis-network the papers and arrows of the layout in use. */
  function lay() {
    const inside = told();
    drawn = inside.flatMap(pieces);
    looks = new Map(drawn.map((piece) => [piece.id, lookOf(piece.edge)]));
    const stops = inside.flatMap((edge) => (layout.routes.get(edge.id) || []).map((stop, index) => ({ ...stop, id: WAYPOINT + edge.id + ":" + index, shape: "dot", size: 0.1, color: clear })));
    edges.clear();
    nodes.clear();
    nodes.add([...[...layout.place].map(([id, { x, y }]) => ({ id, x, y, label: " ", title: tooltip(id), color: clear })), ...stops]);
    edges.add(drawn.map((piece) => ({ id: piece.id, from: piece.from, to: piece.to, ...drawnAs(piece, looks.get(piece.id)) })));
  }
  lay();
  const network = new vis.Network(container, { nodes, edges }, given.options);

  function tooltip(id) {
    return titleOf(id) + (data.papers[id].year ? " (" + data.papers[id].year + ")" : "");
  }

  /* How an arrow looks now: at rest, on the path, at the chosen paper, or not at all. */
  function lookOf(edge) {
    if (state.focus && (edge.from === state.focus || edge.to === state.focus)) {
      if (!state.plan || (state.number.has(edge.from) && state.number.has(edge.to))) return "near";
    }
    if (!state.focus && state.hover && (edge.from === state.hover || edge.to === state.hover)) return "near";
    if (state.plan) return state.number.size <= MOST_STEPS && state.number.has(edge.from) && state.number.has(edge.to) ? "on" : "off";
    if (roomy) return "on";
    return crowded ? "off" : "rest";
  }

  function drawnAs(piece, look) {
    const core = piece.edge.kind === "core";
    const dashes = { curated: false, stated: [9, 6], inferred: [2, 5] }[piece.edge.how || "curated"];
    const strong = look !== "rest";
    const ink = look === "near" ? colour.accent : look === "on" ? colour.ink : colour.muted;
    const opacity = look === "near" ? 1 : look === "on" ? (core ? 0.72 : 0.45) : core ? 0.3 : 0.16;
    return {
      hidden: look === "off",
      width: look === "near" ? (core ? 3 : 1.8) : strong ? (core ? 2.2 : 1.1) : core ? 1.3 : 0.8,
      dashes,
      color: { color: ink, highlight: ink, hover: ink, opacity },
      arrows: { from: { enabled: piece.first && strong, scaleFactor: core ? 0.62 : 0.5, type: "arrow" } },
    };
  }

  /* --- painting ---------------------------------------------------------------------------------------------- */

  function visible(ctx) {
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
    return { left: low.x, top: low.y, right: high.x, bottom: high.y, scale: network.getScale(), ctx };
  }

  /* Every other row of the map lies on a band, so that the eye finds its years at the left edge. */
  function paintGround(ctx) {
    const seen = visible(ctx);
    ctx.fillStyle = colour.band;
    (layout.years || []).forEach((_, row) => {
      if (row % 2 === 0) ctx.fillRect(seen.left, (row - 0.5) * down, seen.right - seen.left, down);
    });
  }

  function paintBoxes(ctx) {
    const seen = visible(ctx);
    const readable = seen.scale * 13 >= 7;
    const order = byWeight.filter((id) => {
      if (!layout.place.has(id)) return false;
      const { x, y } = layout.place.get(id);
      return x + width > seen.left && x - width < seen.right && y + height > seen.top && y - height < seen.bottom;
    });
    order.forEach((id) => paintBox(ctx, id, readable));
    if (!readable) paintNames(seen, order);
    if (layout.years) paintYears(seen);
  }

  function faded(id) {
    if (state.matches) return !state.matches.has(id);
    if (state.plan) return !state.number.has(id);
    return false;
  }

  function paintBox(ctx, id, readable) {
    const { x, y } = layout.place.get(id);
    const lane = laneColour(id);
    const target = state.targets.has(id);
    const known = state.known.has(id);
    ctx.save();
    ctx.globalAlpha = faded(id) ? (readable ? 0.28 : 0.18) : 1;
    const left = x - width / 2;
    const top = y - height / 2;
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 7);
    ctx.fillStyle = target ? lane : colour.surface;
    ctx.fill();
    if (!target) {
      ctx.save();
      ctx.clip();
      ctx.fillStyle = lane;
      ctx.globalAlpha *= readable ? 0.1 : 0.55;
      ctx.fillRect(left, top, width, height);
      ctx.globalAlpha = faded(id) ? 0.28 : 1;
      ctx.fillRect(left, top, 6, height);
      ctx.restore();
    }
    ctx.setLineDash(known ? [4, 3] : []);
    ctx.lineWidth = id === state.focus ? 3 : target ? 2.5 : 1.2;
    ctx.strokeStyle = id === state.focus ? colour.accent : target ? colour.ink : lane;
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 7);
    ctx.stroke();
    ctx.setLineDash([]);
    if (target) {
      ctx.lineWidth = 1.2;
      ctx.beginPath();
      ctx.roundRect(left - 4, top - 4, width + 8, height + 8, 10);
      ctx.strokeStyle = lane;
      ctx.stroke();
    }
    if (readable) paintText(ctx, id, left, top, target, known);
    ctx.restore();
  }

  function paintText(ctx, id, left, top, target, known) {
    const paper = data.papers[id];
    const number = state.number.get(id);
    const big = roomy;
    const ink = target ? colour.paper : known ? colour.muted : colour.ink;
    const mark = known ? "✓" : number ? String(number) : "";
    const start = left + 13 + (mark ? (big ? 24 : 18) : 0);
    const room = left + width - 8 - start;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    if (mark) {
      ctx.fillStyle = target ? colour.paper : laneColour(id);
      ctx.font = "700 " + (big ? 17 : 13) + "px " + colour.font;
      ctx.textAlign = "center";
      ctx.fillText(mark, left + 8 + (big ? 14 : 11), top + height / 2 + 0.5);
      ctx.textAlign = "left";
    }
    ctx.fillStyle = ink;
    // Where the small line could not be read, the name takes its room.
    const far = big && network.getScale() < 0.68;
    const below = big && !far ? [paper?.role === "background" && "background", paper?.year, paper?.hours && (paper.estimate ? "~" : "") + paper.hours + " h"].filter(Boolean).join(" · ") : "";
    const lines = fitted(ctx, colour.font, labels.get(id), room, far ? 21 : big ? 16 : 14, below ? 34 : height - 6);
    const extra = below ? 14 : 0;
    let y = top + (height - lines.reduce((sum, line) => sum + line.size * 1.15, 0) - extra) / 2;
    for (const line of lines) {
      ctx.font = "600 " + line.size + "px " + colour.font;
      ctx.fillText(line.text, start, y + line.size * 0.6);
      y += line.size * 1.15;
    }
    if (below) {
      ctx.font = "12px " + colour.font;
      ctx.globalAlpha *= 0.75;
      ctx.fillText(cut(ctx, below, room), start, y + 8);
    }
  }

  /* From far away: names at the size of the screen, the most needed papers first, none over another. */
  function paintNames(seen, order) {
    const taken = [];
    const size = 11 / seen.scale;
    const { ctx } = seen;
    ctx.font = "600 " + size + "px " + colour.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const first = order.filter((id) => !faded(id) || id === state.focus);
    first.sort((a, b) => state.targets.has(b) - state.targets.has(a) || (b === state.focus) - (a === state.focus) || weight(b) - weight(a));
    for (const id of first.slice(0, 400)) {
      const { x, y } = layout.place.get(id);
      const half = ctx.measureText(labels.get(id)).width / 2 + size * 0.4;
      const box = { left: x - half, right: x + half, top: y - size * 0.8, bottom: y + size * 0.8 };
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      taken.push(box);
      ctx.fillStyle = colour.surface;
      ctx.globalAlpha = 0.86;
      ctx.fillRect(box.left, box.top, half * 2, size * 1.6);
      ctx.globalAlpha = 1;
      ctx.fillStyle = colour.ink;
      ctx.fillText(labels.get(id), x, y);
    }
  }

  /* Years stay at the left edge, whatever part of the map is shown. */
  function paintYears(seen) {
    const { ctx } = seen;
    const unit = 1 / seen.scale;
    ctx.font = "600 " + 11 * unit + "px " + colour.font;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    layout.years.forEach((label, row) => {
      const y = row * down;
      if (y < seen.top - down || y > seen.bottom + down) return;
      ctx.globalAlpha = 0.93;
      ctx.fillStyle = row % 2 ? colour.paper : colour.band;
      ctx.fillRect(seen.left, y - down / 2, GUTTER * unit, down);
      ctx.globalAlpha = 1;
      ctx.fillStyle = colour.muted;
      if (down * seen.scale > 11) ctx.fillText(label, seen.left + 6 * unit, y);
    });
  }

  /* --- moving ------------------------------------------------------------------------------------------------ */

  /* Show these papers whole, or as many from the top as stay readable. */
  function frame(ids, animate) {
    const points = ids.map((id) => layout.place.get(id)).filter(Boolean);
    if (!points.length || !container.clientWidth) return;
    const gutter = layout.years ? GUTTER + 12 : 26;
    const head = 18;
    const left = Math.min(...points.map((point) => point.x)) - width / 2;
    const right = Math.max(...points.map((point) => point.x)) + width / 2;
    const top = Math.min(...points.map((point) => point.y)) - height / 2;
    const bottom = Math.max(...points.map((point) => point.y)) + height / 2;
    const room = container.clientWidth - gutter - 18;
    const high = container.clientHeight - head - 58;
    const most = layout.years ? 1 : 1.35;
    const whole = Math.min(room / (right - left), high / (bottom - top), most);
    // Smaller than this names cannot be read: rather show the upper part, and let the reader move it.
    const scale = Math.max(whole, Math.min(room / (right - left), layout.years ? 0.66 : 0.56));
    const x = (left + right) / 2 + (18 - gutter) / 2 / scale;
    const tall = (bottom - top) * scale > high;
    const y = tall ? top + (container.clientHeight / 2 - head) / scale : (top + bottom) / 2 + (58 - head) / 2 / scale;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({ position: { x, y }, scale, animation: animate && !calm ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  }

  function update(next) {
    state = { ...state, ...next };
    const wanted = chosenLayout();
    const path = state.plan ? [...state.number.keys()].join(" ") : "";
    if (wanted !== layout || path !== lastPath) {
      lastPath = path;
      const moved = wanted !== layout;
      layout = wanted;
      lay();
      network.redraw();
      return moved;
    }
    const changed = [];
    for (const piece of drawn) {
      const look = lookOf(piece.edge);
      if (look === looks.get(piece.id)) continue;
      looks.set(piece.id, look);
      changed.push({ id: piece.id, ...drawnAs(piece, look) });
    }
    if (changed.length) edges.update(changed);
    network.redraw();
    return false;
  }

  /* The path alone, in stages; or the map, with fewer columns on a narrow screen. */
  let alone = { key: "", layout: null };
  function chosenLayout() {
    if (!state.alone) return narrow && container.clientWidth < 560 ? narrow : wide;
    const key = JSON.stringify([[...state.stage], container.clientWidth, container.clientHeight]);
    if (alone.key !== key) {
      const inside = given.edges.filter((edge) => state.stage.has(edge.from) && state.stage.has(edge.to));
      const told = [...withoutImplied(inside, [...state.stage.keys()])];
      const arcs = told.map((edge) => [edge.to, edge.from, edge.id]);
      const size = (made) => {
        const [xs, ys] = [[...made.place.values()].map(({ x }) => x), [...made.place.values()].map(({ y }) => y)];
        return Math.min(1, container.clientWidth / (Math.max(...xs) - Math.min(...xs) + width + 50), container.clientHeight / (Math.max(...ys) + height + 80));
      };
      // Of rows of different widths the picture is taken that can be shown largest.
      const tried = [6, 5, 4, 3, 2].map((widest) => layeredPlaces([...state.stage.keys()], brokenRows(state.stage, told, widest), arcs, across + 14, down * 1.6));
      const made = tried.reduce((best, each) => (size(each) > size(best) ? each : best));
      made.routes.forEach((stops) => stops.reverse());
      alone = { key, layout: made };
    }
    return alone.layout;
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 3) });
  }

  /* The nearest paper in a direction, for the arrow keys. */
  function neighbour(id, dx, dy) {
    const here = layout.place.get(id);
    let best = null;
    for (const [other, there] of layout.place) {
      if (other === id || faded(other)) continue;
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along <= 0) continue;
      const far = along + aside * 2.5;
      if (!best || far < best.far) best = { id: other, far };
    }
    return best && best.id;
  }

  function reveal(id) {
    const { x, y } = layout.place.get(id) || {};
    if (x === undefined) return;
    const seen = visible();
    const inside = x - width / 2 > seen.left && x + width / 2 < seen.right && y - height / 2 > seen.top && y + height / 2 < seen.bottom;
    if (!inside) network.moveTo({ position: { x, y } });
  }

  network.on("beforeDrawing", paintGround);
  network.on("afterDrawing", paintBoxes);
  network.on("click", (event) => {
    const node = event.nodes.find((id) => layout.place.has(id));
    if (node !== undefined) return choose(node);
    const piece = drawn.find((each) => each.id === event.edges[0]);
    if (piece) return choose(piece.edge.from, piece.edge.to);
    return choose(null);
  });
  network.on("hoverNode", (event) => {
    container.style.cursor = "pointer";
    if (layout.place.has(event.node)) update({ hover: event.node });
  });
  network.on("blurNode", () => {
    container.style.cursor = "";
    update({ hover: null });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colour = colours();
    edges.update(drawn.map((piece) => ({ id: piece.id, ...drawnAs(piece, looks.get(piece.id)) })));
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
    all: () => [...layout.place.keys()],
    where: (id) => layout.place.has(id) && network.canvasToDOM(layout.place.get(id)),
  };
}
