/* Places for the picture of a path that was computed here: the method of layered.py, for a few dozen papers. */

/* The edges that no longer way among them implies: core ways imply core edges, any way implies a background edge.
   `order` holds the ends of the edges, what is built on first; what lies below a node is kept as bits. */
function withoutImplied(edges, order) {
  const place = new Map(order.map((id, index) => [id, index]));
  const kept = new Set(edges.filter((edge) => edge.group !== undefined));
  for (const kind of ["core", "background"]) {
    const from = new Map(order.map((id) => [id, []]));
    edges.filter((edge) => edge.group === undefined && (kind !== "core" || edge.kind === kind)).forEach((edge) => from.get(edge.from).push(edge));
    const below = new Map();
    for (const id of order) {
      const implied = new Uint32Array((order.length >> 5) + 1);
      const near = from.get(id).filter((edge) => below.has(edge.to));
      near.forEach((edge) => below.get(edge.to).forEach((word, index) => (implied[index] |= word)));
      for (const edge of near) {
        const at = place.get(edge.to);
        if (edge.kind === kind && !((implied[at >> 5] >>> (at & 31)) & 1)) kept.add(edge);
      }
      near.forEach((edge) => (implied[place.get(edge.to) >> 5] |= 1 << (place.get(edge.to) & 31)));
      below.set(id, implied);
    }
  }
  return kept;
}

/* A row for each paper: by stage; a stage wider than `widest` is broken, what is needed soonest lowest. */
function brokenRows(stage, edges, widest) {
  const firstUse = new Map();
  edges.forEach((edge) => firstUse.set(edge.to, Math.min(firstUse.get(edge.to) ?? Infinity, stage.get(edge.from))));
  const members = new Map();
  stage.forEach((number, id) => members.set(number, [...(members.get(number) || []), id]));
  const row = new Map();
  let next = 0;
  for (const number of [...members.keys()].sort((a, b) => a - b)) {
    const ranked = members.get(number).sort((a, b) => (firstUse.get(b) ?? 0) - (firstUse.get(a) ?? 0));
    const count = Math.ceil(ranked.length / widest);
    ranked.forEach((id, index) => row.set(id, next + Math.floor((index * count) / ranked.length)));
    next += count;
  }
  return row;
}

/* layer: {id: row}, arcs: [[upper, lower, name]]; returns {place: {id: {x, y}}, routes: {name: [{x, y}]}}. */
function layeredPlaces(ids, layer, arcs, across, down) {
  const DUMMY_GAP = 0.2;
  const row = new Map(ids.map((id) => [id, layer.get(id)]));
  const above = new Map(ids.map((id) => [id, []]));
  const below = new Map(ids.map((id) => [id, []]));
  const dummy = (id) => typeof id === "object";
  const passed = new Map();
  const join = (upper, lower) => {
    below.get(upper).push(lower);
    above.get(lower).push(upper);
  };
  for (const [upper, lower, name] of arcs) {
    let last = upper;
    const stops = [];
    for (let level = layer.get(upper) + 1; level < layer.get(lower); level += 1) {
      const stop = {};
      row.set(stop, level);
      above.set(stop, []);
      below.set(stop, []);
      join(last, stop);
      stops.push(stop);
      last = stop;
    }
    join(last, lower);
    passed.set(name, stops);
  }
  let rows = [];
  row.forEach((level, id) => (rows[level] = rows[level] || []).push(id));
  rows = rows.filter(Boolean);
  const positions = () => new Map(rows.flatMap((level) => level.map((id, index) => [id, index])));

  function crossings(left, right, at) {
    return left.reduce((sum, one) => sum + right.filter((other) => at.get(other) < at.get(one)).length, 0);
  }

  function allCrossings() {
    const at = positions();
    let count = 0;
    for (const level of rows) {
      for (let i = 0; i < level.length; i += 1) {
        for (let j = i + 1; j < level.length; j += 1) count += crossings(below.get(level[i]), below.get(level[j]), at);
      }
    }
    return count;
  }

  function sweep(downwards) {
    const at = positions();
    const order = rows.map((_, index) => (downwards ? index : rows.length - 1 - index)).slice(1);
    for (const index of order) {
      const key = new Map(
        rows[index].map((id, position) => {
          const near = (downwards ? above : below).get(id);
          return [id, near.length ? near.reduce((sum, each) => sum + at.get(each), 0) / near.length : position];
        }),
      );
      rows[index].sort((a, b) => key.get(a) - key.get(b) || at.get(a) - at.get(b));
      rows[index].forEach((id, position) => at.set(id, position));
    }
    for (let round = 0, better = true; better && round < 8; round += 1) {
      better = false;
      for (const level of rows) {
        for (let i = 0; i + 1 < level.length; i += 1) {
          const [left, right] = [level[i], level[i + 1]];
          const saved = [above, below].reduce((sum, side) => sum + crossings(side.get(left), side.get(right), at) - crossings(side.get(right), side.get(left), at), 0);
          if (saved <= 0) continue;
          [level[i], level[i + 1]] = [right, left];
          at.set(left, i + 1).set(right, i);
          better = true;
        }
      }
    }
  }

  let best = rows.map((level) => [...level]);
  let fewest = allCrossings();
  for (let number = 0; number < 24 && fewest; number += 1) {
    sweep(number % 2 === 0);
    const count = allCrossings();
    if (count < fewest) [best, fewest] = [rows.map((level) => [...level]), count];
  }
  rows = best;

  const x = new Map();
  const offsets = rows.map((level) => {
    let edge = 0;
    const centres = level.map((id) => {
      const wide = dummy(id) ? DUMMY_GAP : 1;
      edge += wide;
      return edge - wide / 2;
    });
    return centres.map((centre) => centre - centres[0]);
  });
  rows.forEach((level, index) => level.forEach((id, position) => x.set(id, offsets[index][position] - offsets[index][level.length - 1] / 2)));
  const weight = (one, other) => [1, 2, 8][dummy(one) + dummy(other)];

  function median(pulls) {
    const ranked = [...pulls].sort((a, b) => a[0] - b[0]);
    const half = ranked.reduce((sum, pull) => sum + pull[1], 0) / 2;
    let reached = 0;
    for (let i = 0; i < ranked.length; i += 1) {
      reached += ranked[i][1];
      if (reached > half) return ranked[i][0];
      if (reached === half) return (ranked[i][0] + ranked[i + 1][0]) / 2;
    }
    return ranked[ranked.length - 1][0];
  }

  function keptApart(wanted, offset) {
    const blocks = [];
    wanted.forEach(([value, pull], index) => {
      let members = [[value - offset[index], pull]];
      while (blocks.length && median(blocks[blocks.length - 1]) > median(members)) members = [...blocks.pop(), ...members];
      blocks.push(members);
    });
    return blocks.flatMap((members) => members.map(() => median(members))).map((middle, index) => middle + offset[index]);
  }

  for (let number = 0; number < 12; number += 1) {
    const downwards = number % 2 === 0;
    const both = number % 4 > 1 || number >= 10;
    const order = rows.map((_, index) => (downwards ? index : rows.length - 1 - index));
    for (const index of order) {
      const wanted = rows[index].map((id) => {
        let near = both ? [...above.get(id), ...below.get(id)] : [];
        if (!near.length) near = (downwards ? above : below).get(id);
        const pulls = near.map((each) => [x.get(each), weight(id, each)]);
        return pulls.length ? [median(pulls), pulls.reduce((sum, pull) => sum + pull[1], 0)] : [x.get(id), 0.1];
      });
      const placed = keptApart(wanted, offsets[index]);
      rows[index].forEach((id, position) => x.set(id, placed[position]));
    }
  }
  const point = (id, level) => ({ x: Math.round(x.get(id) * across), y: level * down });
  const level = new Map(rows.flatMap((members, index) => members.map((id) => [id, index])));
  return {
    place: new Map(ids.map((id) => [id, point(id, level.get(id))])),
    routes: new Map([...passed].map(([name, stops]) => [name, stops.map((stop) => point(stop, level.get(stop)))])),
  };
}
