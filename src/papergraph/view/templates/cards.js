/* What is painted of the sections: cards, the frames of those unfolded, and the arrows between them. */

function makeCards(data, it, { labels, weight }) {
  const plural = (count, [one, many]) => count.toLocaleString("en") + " " + (count === 1 ? one : many);
  const said = ({ name, ids, years, found }) => {
    const told = years.length ? (years[0] === years[years.length - 1] ? years[0] : years[0] + "–" + years[years.length - 1]) : "";
    const read = ids.filter((id) => it.state.known.has(id)).length;
    return [found !== null && found !== undefined ? found + " of " + plural(ids.length, data.noun) : plural(ids.length, data.noun), told === name ? "" : told, read ? read + (data.mode === "concepts" ? " known" : " read") : ""].filter(Boolean).join(" · ");
  };
  const laneColour = (lane) => it.colour.lanes[lane % 10] || it.colour.muted;
  // Pixels on the screen, within bounds that fit a card.
  const sized = (pixels, least, most) => Math.min(Math.max(pixels / it.network.getScale(), least), most);
  const dimmed = (card) => card.found === 0;

  function rounded(ctx, left, top, wide, high, radius) {
    ctx.beginPath();
    ctx.roundRect(left, top, wide, high, radius);
  }

  /* Under everything: frames of unfolded sections, and arrows between sections. */
  function ground(ctx) {
    const { sheet, colour } = it;
    for (const card of sheet.cards.values()) {
      if (!card.open) continue;
      rounded(ctx, card.left, card.top, card.wide, card.high, 14);
      ctx.fillStyle = colour.surface;
      ctx.fill();
      ctx.save();
      ctx.clip();
      ctx.fillStyle = laneColour(card.lane);
      ctx.globalAlpha = 0.05;
      ctx.fillRect(card.left, card.top, card.wide, card.high);
      ctx.restore();
    }
    const lit = sheet.cards.get(it.state.lit)?.lane ?? null;
    const shown = [...sheet.ways(lit)].reverse();
    shown.forEach((way) => line(ctx, way));
    const taken = [];
    if (!faint()) shown.reverse().forEach((way) => count(ctx, way, taken));
  }

  /* Where some papers are told from the others, or one is looked at, the ways between sections step back. */
  const faint = () => !it.sheet.cards.has(it.state.lit) && (it.sheet.faint || it.sheet.place.has(it.state.hover ?? it.state.cursor));

  /* Straight pieces with round corners; the last one ends before the arrow's head. */
  function trace(ctx, points, until) {
    ctx.beginPath();
    ctx.moveTo(points[0].x, points[0].y);
    points.slice(1, -1).forEach((point, index) => {
      const [before, after] = [points[index], points[index + 2]];
      const reach = Math.min(Math.hypot(point.x - before.x, point.y - before.y), Math.hypot(after.x - point.x, after.y - point.y));
      ctx.arcTo(point.x, point.y, after.x, after.y, Math.min(13, reach / 2));
    });
    ctx.lineTo(until.x, until.y);
    ctx.stroke();
  }

  /* A way is as wide as its arrows are many; the dark part of it are the core ones. It has the colour of what is read
     first, and a rim, so that ways that cross are told apart. */
  function line(ctx, { flow, points }) {
    const end = points[points.length - 1];
    const before = points[points.length - 2];
    const [dx, dy] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)];
    const wide = 2.5 + 9 * Math.sqrt(flow.share);
    const head = Math.min(20, 9 + wide);
    const until = { x: end.x - dx * head * 0.9, y: end.y - dy * head * 0.9 };
    ctx.save();
    ctx.lineCap = "butt";
    const stroke = (width, colour, alpha) => {
      [ctx.lineWidth, ctx.strokeStyle, ctx.globalAlpha] = [width, colour, alpha];
      trace(ctx, points, until);
    };
    const colour = laneColour(flow.before);
    stroke(wide + 5, it.colour.paper, 1);
    const strong = faint() ? 0.25 : 1;
    stroke(wide, colour, 0.38 * strong);
    if (flow.core) stroke(Math.max(1.6, (wide * flow.core) / (flow.core + flow.background)), colour, strong);
    ctx.globalAlpha = strong;
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.moveTo(end.x - dx, end.y - dy);
    ctx.lineTo(end.x - dx * head - dy * head * 0.55, end.y - dy * head - dx * head * 0.55);
    ctx.lineTo(end.x - dx * head + dy * head * 0.55, end.y - dy * head + dx * head * 0.55);
    ctx.closePath();
    ctx.fill();
    ctx.restore();
  }

  /* How many arrows: "7 +3" are seven core ones and three background ones. Numbers that would meet move apart. */
  function count(ctx, { flow, points, flat }, taken) {
    const size = sized(10.5, 11, 17);
    const core = flow.core ? String(flow.core) : "";
    const background = flow.background ? "+" + flow.background : "";
    const [last, end] = points.slice(-2);
    ctx.save();
    ctx.font = "650 " + size + "px " + it.colour.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const put = (text, x, y) => {
      const half = ctx.measureText(text).width / 2 + size * 0.35;
      const box = { left: x - half, right: x + half, top: y - size * 0.64, bottom: y + size * 0.64 };
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return false;
      taken.push(box);
      rounded(ctx, box.left, box.top, 2 * half, size * 1.28, size * 0.6);
      ctx.fillStyle = it.colour.paper;
      ctx.fill();
      ctx.fillStyle = it.colour.ink;
      ctx.fillText(text, x, y + size * 0.06);
      return true;
    };
    const text = [core, background].filter(Boolean).join(" ");
    const [up, middle] = [Math.sign(end.y - last.y), (last.x + end.x) / 2];
    if (flat && core && background) {
      put(core, middle, end.y - size * 1.1);
      put(background, middle, end.y + size * 1.2);
    } else if (flat) put(text, middle, end.y - size * 1.1);
    else [29, 29 + size * 1.3, 29 + size * 2.6].some((far) => put(text, end.x, end.y - up * far));
    ctx.restore();
  }

  function card(ctx, id) {
    const shown = it.sheet.cards.get(id);
    return shown.open ? frame(ctx, id, shown) : folded(ctx, id, shown);
  }

  function edge(ctx, id, shown) {
    const { state, colour } = it;
    const marked = id === state.cursor || id === state.hover;
    rounded(ctx, shown.left, shown.top, shown.wide, shown.high, 14);
    ctx.lineWidth = id === state.cursor ? 4.5 : marked ? 3 : 1.6;
    ctx.strokeStyle = id === state.cursor ? colour.accent : laneColour(shown.lane);
    ctx.stroke();
  }

  /* The sign at the right: what a click does. */
  function sign(ctx, shown, size, y) {
    const right = shown.left + shown.wide - 18;
    ctx.save();
    ctx.strokeStyle = it.colour.muted;
    ctx.lineWidth = size / 7;
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.moveTo(right - size * 0.8, y);
    ctx.lineTo(right, y);
    if (!shown.open) {
      ctx.moveTo(right - size * 0.4, y - size * 0.4);
      ctx.lineTo(right - size * 0.4, y + size * 0.4);
    }
    ctx.stroke();
    ctx.restore();
  }

  function frame(ctx, id, shown) {
    const { colour } = it;
    const size = sized(14.5, 18, 24);
    ctx.save();
    edge(ctx, id, shown);
    ctx.fillStyle = laneColour(shown.lane);
    rounded(ctx, shown.left + 12, shown.top + 12, 8, 24, 4);
    ctx.fill();
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillStyle = colour.ink;
    ctx.font = "700 " + size + "px " + colour.font;
    ctx.font = "700 " + Math.max(14, Math.min(size, (size * (shown.wide - 70)) / ctx.measureText(shown.name).width)) + "px " + colour.font;
    const name = cut(ctx, shown.name, shown.wide - 70);
    ctx.fillText(name, shown.left + 30, shown.top + 24);
    const used = ctx.measureText(name).width + 42;
    ctx.font = size * 0.74 + "px " + colour.font;
    ctx.fillStyle = colour.muted;
    const told = said(shown).split(" · ");
    while (told.length && ctx.measureText(told.join(" · ")).width > shown.wide - used - 46) told.pop();
    ctx.fillText(told.join(" · "), shown.left + used, shown.top + 25);
    sign(ctx, shown, 18, shown.top + 24);
    ctx.restore();
  }

  /* The largest size at which the names of all cards fit their two lines: one for all of them. */
  let fits = {};
  function nameSize(ctx, room) {
    const wanted = sized(15, 19, 29);
    if (fits.sheet === it.sheet && fits.wanted === wanted) return fits.size;
    const names = [...it.sheet.cards.values()].filter((card) => !card.open).map((card) => card.name);
    let size = wanted;
    const cutOff = (name) => wrapped(ctx, "700 " + size + "px " + it.colour.font, name, [room - 22, room], 2).some((line) => line.endsWith("…"));
    while (size > 18 && names.some(cutOff)) size -= 1;
    fits = { sheet: it.sheet, wanted, size };
    return size;
  }

  function folded(ctx, id, shown) {
    const { colour } = it;
    const { left, top, wide, high } = shown;
    const lane = laneColour(shown.lane);
    const faint = dimmed(shown);
    ctx.save();
    rounded(ctx, left, top, wide, high, 14);
    ctx.fillStyle = colour.surface;
    ctx.fill();
    ctx.save();
    ctx.clip();
    ctx.fillStyle = lane;
    ctx.globalAlpha = faint ? 0.03 : 0.09;
    ctx.fillRect(left, top, wide, high);
    ctx.globalAlpha = faint ? 0.35 : 1;
    ctx.fillRect(left, top, 9, high);
    ctx.restore();
    ctx.globalAlpha = faint ? 0.4 : 1;
    edge(ctx, id, shown);
    ctx.globalAlpha = faint ? 0.75 : 1;
    const start = left + 24;
    const room = wide - 42;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillStyle = colour.ink;
    const name = nameSize(ctx, room);
    const lines = wrapped(ctx, "700 " + name + "px " + colour.font, shown.name, [room - 22, room], 2);
    let y = top + 16 + name * 0.6;
    for (const line of lines) {
      ctx.fillText(line, start, y);
      y += name * 1.18;
    }
    sign(ctx, shown, 20, top + 26);
    const small = sized(11.5, 13.5, 23);
    ctx.fillStyle = colour.muted;
    ctx.font = small + "px " + colour.font;
    ctx.font = Math.max(0.8, Math.min(1, room / ctx.measureText(said(shown)).width)) * small + "px " + colour.font;
    y += small * 0.15;
    ctx.fillText(cut(ctx, said(shown), room), start, y);
    y += small * 1.5;
    // What most here and elsewhere rests on, by name; as many lines as are left.
    const bottom = top + high - 12;
    const strip = shown.many ? 0 : tilesHigh(shown.ids.length, room);
    const left_over = Math.floor((bottom - strip - (y - small * 0.6)) / (small * 1.3));
    ctx.fillStyle = colour.ink;
        for (const line of namesIn(ctx, "600 " + small + "px " + colour.font, shown.built.map((each) => labels.get(each)), room, Math.min(left_over, 3))) {
      ctx.fillText(line, start, y);
      y += small * 1.3;
    }
    if (strip && bottom - strip > y - small) tiles(ctx, shown, start, bottom - strip, room);
    ctx.restore();
  }

  const TILE = 12;
  const perRow = (room) => Math.floor(room / TILE);
  const tilesHigh = (count, room) => Math.ceil(count / perRow(room)) * TILE;

  /* A tile for each paper, in the order of reading: the darker, the more rests on it; a hollow one is read. */
  function tiles(ctx, shown, left, top, room) {
    const most = Math.max(1, weight(shown.built[0]));
    shown.ids.forEach((id, index) => {
      const x = left + (index % perRow(room)) * TILE;
      const y = top + Math.floor(index / perRow(room)) * TILE;
      rounded(ctx, x, y, TILE - 3, TILE - 3, 2.5);
      ctx.fillStyle = ctx.strokeStyle = laneColour(shown.lane);
      ctx.lineWidth = 1.4;
      if (it.state.known.has(id)) return ctx.stroke();
      ctx.save();
      ctx.globalAlpha *= 0.25 + 0.75 * Math.sqrt(weight(id) / most);
      ctx.fill();
      ctx.restore();
      return undefined;
    });
  }

  return { ground, card, said };
}

/* Text in lines of given widths (the last width holds for all further ones); what is too long is cut at the end. */
function wrapped(ctx, font, text, widths, most) {
  ctx.font = font;
  const width = (line) => widths[Math.min(line, widths.length - 1)];
  const lines = [];
  let words = text.split(" ");
  while (words.length && lines.length < most - 1) {
    let line = words[0];
    let taken = 1;
    while (taken < words.length && ctx.measureText(line + " " + words[taken]).width <= width(lines.length)) line += " " + words[taken++];
    lines.push(cut(ctx, line, width(lines.length)));
    words = words.slice(taken);
  }
  if (words.length) lines.push(cut(ctx, words.join(" "), width(lines.length)));
  return lines;
}

/* Names side by side in so many lines; one that is wider than a line has it for itself, and is cut. */
function namesIn(ctx, font, names, room, most) {
  ctx.font = font;
  const lines = [];
  for (const name of names) {
    const longer = lines.length && lines[lines.length - 1] + " · " + name;
    if (longer && ctx.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(cut(ctx, name, room));
  }
  return lines;
}
