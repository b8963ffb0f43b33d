/* What is painted on the canvas: lanes, boxes, names. `it` holds what is shown: {sheet, state, colour, network}. */

function makePainter(container, data, it, { labels, weight, byWeight }) {
  // Pixels of a name on a path that is seen from far away.
  const FAR = 22;
  const roomy = () => it.sheet.box[1] > 40;
  const gutter = () => (it.sheet.bands ? (container.clientWidth < 560 && it.sheet.name === "path" ? 26 : 80) : 0);

  function visible(ctx) {
    const low = it.network.DOMtoCanvas({ x: 0, y: 0 });
    const high = it.network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
    return { left: low.x, top: low.y, right: high.x, bottom: high.y, scale: it.network.getScale(), ctx };
  }

  const cards = makeCards(data, it, { labels, weight });
  const cardOn = (id) => it.sheet.cards?.has(id);
  const heaviest = Math.max(1, weight(byWeight[0]));
  const laneColour = (id) => it.colour.lanes[(data.papers[id]?.lane ?? 9) % 10] || it.colour.muted;

  /* Every other lane lies on a band, so that the eye finds its years, or its stage, at the left edge. */
  function ground(ctx) {
    const seen = visible(ctx);
    const { down, bands } = it.sheet;
    if (it.sheet.cards) cards.ground(ctx);
    ctx.fillStyle = it.colour.band;
    (bands || []).forEach(({ row, rows }, index) => {
      if (index % 2 === 0) ctx.fillRect(seen.left, (row - 0.5) * down, seen.right - seen.left, rows * down);
    });
  }

  function boxes(ctx) {
    const seen = visible(ctx);
    const [width, height] = it.sheet.box;
    const readable = seen.scale * (roomy() ? FAR : 13) >= 7;
    const order = byWeight.filter((id) => {
      const at = it.sheet.place.get(id);
      return at && at.x + width > seen.left && at.x - width < seen.right && at.y + height > seen.top && at.y - height < seen.bottom;
    });
    it.sheet.cards?.forEach((_, id) => cards.card(ctx, id));
    order.forEach((id) => box(ctx, id, readable));
    // Above all boxes, so that no neighbour hides a number.
    if (readable && roomy()) order.forEach((id) => badge(ctx, id));
    if (!readable) names(seen, order);
    if (it.sheet.bands) lanes(seen);
  }

  function faded(id) {
    if (cardOn(id)) return false;
    if (it.state.matches) return !it.state.matches.has(id);
    if (it.state.plan) return !it.state.number.has(id);
    return false;
  }

  function box(ctx, id, readable) {
    const { x, y } = it.sheet.place.get(id);
    const [width, height] = it.sheet.box;
    const { colour, state } = it;
    const lane = laneColour(id);
    const target = state.targets.has(id);
    const known = state.known.has(id);
    const far = faded(id) && id !== state.focus;
    ctx.save();
    const [left, top] = [x - width / 2, y - height / 2];
    const outline = (grown) => {
      ctx.beginPath();
      ctx.roundRect(left - grown, top - grown, width + 2 * grown, height + 2 * grown, 7 + grown);
    };
    // Whatever a box says faintly, no arrow shines through it.
    outline(0);
    ctx.fillStyle = far ? colour.paper : colour.surface;
    ctx.fill();
    ctx.globalAlpha = far ? (readable ? 0.3 : 0.2) : 1;
    ctx.fillStyle = lane;
    if (target) ctx.fill();
    else {
      // The more rests on a paper here, the deeper its colour.
      const deep = 0.07 + 0.2 * Math.sqrt(weight(id) / heaviest);
      ctx.save();
      ctx.clip();
      ctx.globalAlpha *= readable ? (data.mode === "path" ? 0.1 : deep) : 0.55;
      ctx.fillRect(left, top, width, height);
      ctx.globalAlpha = far ? 0.3 : 1;
      ctx.fillRect(left, top, 6, height);
      ctx.restore();
    }
    ctx.setLineDash(known ? [4, 3] : []);
    const marked = id === state.focus || id === state.cursor;
    ctx.lineWidth = marked ? 3 : target ? 2.5 : 1.2;
    ctx.strokeStyle = marked ? colour.accent : target ? colour.ink : lane;
    outline(0);
    ctx.stroke();
    ctx.setLineDash([]);
    if (target) {
      // A target has a second line around it: filled boxes alone are told apart by colour.
      ctx.lineWidth = 1.2;
      outline(4);
      ctx.strokeStyle = lane;
      ctx.stroke();
    }
    if (readable) text(ctx, id, left, top, target, known);
    ctx.restore();
  }

  /* The small line: what does not fit into it whole is left out from the end. */
  function small(id, known, fits) {
    const paper = data.papers[id];
    const role = paper.absent ? "not in your list" : it.state.background.has(id) ? "background" : "";
    const hours = paper.hours && !known ? (paper.estimate ? "~" : "") + paper.hours + " h" : "";
    const parts = [role, paper.year, hours].filter(Boolean);
    while (parts.length > 1 && !fits(parts.join(" · "))) parts.pop();
    return parts.join(" · ");
  }

  const markOf = (id) => (it.state.known.has(id) ? "✓" : String(it.state.number.get(id) || ""));

  /* The number of a step, at the corner of its box. */
  function badge(ctx, id) {
    const mark = markOf(id);
    if (!mark) return;
    const place = it.sheet.place.get(id);
    const [x, y] = [place.x - it.sheet.box[0] / 2 - 5, place.y - it.sheet.box[1] / 2 + 3];
    const size = Math.min(Math.max(10 / it.network.getScale(), 13), 19);
    ctx.save();
    ctx.globalAlpha = 1;
    ctx.textBaseline = "middle";
    ctx.font = "700 " + size + "px " + it.colour.font;
    const half = Math.max(size * 0.75, ctx.measureText(mark).width / 2 + size * 0.34);
    ctx.beginPath();
    ctx.roundRect(x - half, y - size * 0.72, 2 * half, size * 1.44, size * 0.72);
    ctx.lineWidth = 2;
    ctx.fillStyle = ctx.strokeStyle = it.colour.paper;
    ctx.stroke();
    ctx.fill();
    ctx.globalAlpha = faded(id) && id !== it.state.focus ? 0.4 : 1;
    ctx.fillStyle = it.state.targets.has(id) ? it.colour.ink : laneColour(id);
    ctx.fill();
    ctx.fillStyle = it.colour.paper;
    ctx.textAlign = "center";
    ctx.fillText(mark, x, y + size * 0.06);
    ctx.restore();
  }

  function text(ctx, id, left, top, target, known) {
    const { colour } = it;
    const [width, height] = it.sheet.box;
    const big = roomy();
    const mark = markOf(id);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.font = "700 13px " + colour.font;
    // On a path the number hangs at the corner, and the name has the whole box.
    const marked = mark && !big ? Math.max(18, ctx.measureText(mark).width + 7) : 0;
    const start = left + (mark && big ? 19 : 13) + marked;
    const room = left + width - 8 - start;
    if (mark && !big) {
      ctx.fillStyle = target ? colour.paper : laneColour(id);
      ctx.textAlign = "center";
      ctx.fillText(mark, left + 9 + marked / 2, top + height / 2 + 0.5);
      ctx.textAlign = "left";
    }
    ctx.fillStyle = target ? colour.paper : known ? colour.muted : colour.ink;
    // Where the small line could not be read, the name takes its room.
    const scale = it.network.getScale();
    const far = big && scale < 0.68;
    const smaller = "12px " + colour.font;
    ctx.font = smaller;
    const below = big && !far ? small(id, known, (line) => ctx.measureText(line).width <= room) : "";
    const most = far ? FAR : big ? 16 : 14;
    const lines = fitted(ctx, colour.font, labels.get(id), room, most, below ? 34 : height - 6);
    const extra = below ? 14 : 0;
    let y = top + (height - lines.reduce((sum, line) => sum + line.size * 1.15, 0) - extra) / 2;
    for (const line of lines) {
      ctx.font = "600 " + line.size + "px " + colour.font;
      ctx.fillText(line.text, start, y + line.size * 0.6);
      y += line.size * 1.15;
    }
    if (!below) return;
    ctx.font = smaller;
    ctx.globalAlpha *= 0.8;
    ctx.fillText(cut(ctx, below, room), start, y + 8);
  }

  /* From far away: names at the size of the screen, the most needed papers first, none over another. */
  function names(seen, order) {
    const taken = [];
    const size = 11 / seen.scale;
    const { ctx } = seen;
    const { state, colour } = it;
    ctx.font = "600 " + size + "px " + colour.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const first = order.filter((id) => !faded(id) || id === state.focus);
    first.sort((a, b) => state.targets.has(b) - state.targets.has(a) || (b === state.focus) - (a === state.focus) || weight(b) - weight(a));
    for (const id of first.slice(0, 400)) {
      const { x, y } = it.sheet.place.get(id);
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

  /* Names of lanes stay at the left edge, whatever part of the picture is shown. */
  function lanes(seen) {
    const { ctx } = seen;
    const unit = 1 / seen.scale;
    const { down, bands } = it.sheet;
    const wide = gutter();
    ctx.font = "600 " + 11 * unit + "px " + it.colour.font;
    ctx.textBaseline = "middle";
    bands.forEach(({ row, rows, label, short }, index) => {
      const top = (row - 0.5) * down;
      if (top > seen.bottom || top + rows * down < seen.top) return;
      ctx.globalAlpha = 0.93;
      ctx.fillStyle = index % 2 ? it.colour.paper : it.colour.band;
      ctx.fillRect(seen.left, top, wide * unit, rows * down);
      ctx.globalAlpha = 1;
      ctx.fillStyle = it.colour.muted;
      ctx.textAlign = wide < 40 ? "center" : "left";
      // Lanes of several rows are named at the first: beside the boxes that one comes to first.
      if (down * seen.scale > 11) ctx.fillText(wide < 40 ? short : label, seen.left + (wide < 40 ? wide / 2 : 8) * unit, top + down / 2);
    });
  }

  return { visible, ground, boxes, faded, gutter, said: cards.said };
}
