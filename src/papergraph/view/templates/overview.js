/* The map by its sections: a card for each, unfolded in place to a frame with its papers; and the ways between them. */

const SECTION = "\u0002";

function makeOverview(given, data, weight) {
  const [ACROSS, DOWN] = data.room;
  const [WIDE, HIGH] = data.box;
  const CARD = [304, 180];
  const GAP = 54;
  const HEAD = 46;
  const PAD = 14;
  const TILES = 66;

  const groups = new Map(data.lanes.map((lane) => [lane, { lane, id: SECTION + lane, name: data.sections[lane], ids: [], years: [], flows: [] }]));
  for (const { id } of given.nodes) {
    const group = groups.get(data.papers[id].lane);
    group.ids.push(id);
    if (data.papers[id].year) group.years.push(data.papers[id].year);
  }
  for (const [lane, group] of groups) {
    if (!group.ids.length) groups.delete(lane);
    group.years.sort((a, b) => a - b);
    group.built = [...group.ids].sort((a, b) => weight(b) - weight(a)).slice(0, 8);
    group.hours = group.ids.reduce((sum, id) => sum + (data.papers[id].hours ?? 3), 0);
    group.many = group.ids.length > TILES;
  }

  /* How many arrows lead from a section to one that builds on it, by kind. */
  const flows = new Map();
  for (const edge of given.edges) {
    const [before, after] = [data.papers[edge.to].lane, data.papers[edge.from].lane];
    if (before === after) continue;
    const key = before + " " + after;
    if (!flows.has(key)) flows.set(key, { key, before, after, core: 0, background: 0 });
    flows.get(key)[edge.kind === "core" ? "core" : "background"] += 1;
  }
  const strength = (flow) => flow.core + flow.background / 2;
  const ranked = [...flows.values()].sort((a, b) => strength(b) - strength(a) || (a.key < b.key ? -1 : 1));
  const most = Math.max(1, ...ranked.map((flow) => flow.core + flow.background));
  ranked.forEach((flow) => {
    flow.share = (flow.core + flow.background) / most;
    groups.get(flow.before).flows.push(flow);
    groups.get(flow.after).flows.push(flow);
  });
  /* At rest: for each section what it builds on most, and what else is nearly as strong. All of one's are told on it. */
  const main = new Set();
  for (const lane of groups.keys()) main.add(ranked.find((flow) => flow.after === lane));
  ranked.filter((flow) => strength(flow) > 0.3 * strength(ranked[0])).slice(0, groups.size).forEach((flow) => main.add(flow));
  const back = (flow) => ranked.some((other) => other.before === flow.after && other.after === flow.before && strength(other) > strength(flow));
  const rest = ranked.filter((flow) => main.has(flow) && !back(flow));
  for (const lane of groups.keys()) {
    const own = ranked.find((flow) => flow.before === lane || flow.after === lane);
    if (own && !rest.some((flow) => flow.before === lane || flow.after === lane)) rest.push(own);
  }

  const span = (count) => count * CARD[0] + (count - 1) * GAP;
  const fitting = (count) => Math.floor((span(count) - 2 * PAD + ACROSS - WIDE) / ACROSS);

  /* As many cards in a row as let all of them be seen largest; where they could not be read then, as many as can be
     read when the reader moves down. Papers want to be larger than cards. */
  function columnsFor(width, height, opened) {
    const across = (columns) => Math.min(1, width / span(columns));
    const whole = (columns) => Math.min(across(columns), height / (Math.ceil(groups.size / columns) * (CARD[1] + 100)));
    const tried = [1, 2, 3, 4, 5];
    const best = tried.reduce((found, each) => (whole(each) > whole(found) * 1.02 ? each : found));
    const least = opened ? 0.6 : 0.48;
    return (opened ? across : whole)(best) >= least ? best : Math.max(1, ...tried.filter((each) => across(each) >= least));
  }

  /* Papers of a frame: row by row in the order of reading, none in the row of what it builds on, near what is above. */
  function rowsOf(ids, columns) {
    const inside = new Set(ids);
    const needs = new Map(ids.map((id) => [id, []]));
    given.edges.forEach((edge) => inside.has(edge.from) && inside.has(edge.to) && needs.get(edge.from).push(edge.to));
    const row = new Map();
    const held = [];
    let open = 0;
    for (const id of ids) {
      let at = Math.max(open, ...needs.get(id).map((each) => (row.has(each) ? row.get(each) + 1 : 0)));
      while ((held[at] || []).length >= columns) at += 1;
      (held[at] = held[at] || []).push(id);
      row.set(id, at);
      while ((held[open] || []).length >= columns) open += 1;
    }
    const column = new Map();
    const rows = [...held].filter((members) => members?.length);
    rows.forEach((members, y) => {
      const wanted = new Map(members.map((id, index) => {
        const above = needs.get(id).filter((each) => column.has(each)).map((each) => column.get(each).x);
        return [id, above.length ? above.reduce((sum, each) => sum + each, 0) / above.length : index];
      }));
      const sorted = [...members].sort((a, b) => wanted.get(a) - wanted.get(b));
      let next = 0;
      sorted.forEach((id, index) => {
        const x = Math.min(Math.max(Math.round(wanted.get(id)), next), columns - (sorted.length - index));
        column.set(id, { x, y });
        next = x + 1;
      });
    });
    return { column, rows: rows.length };
  }

  /* What each row holds: cards and frames in the order of reading, from left to right; y is not settled here. */
  function rowsOfItems(shown, columns, members) {
    const rows = [];
    let used = 0;
    for (const [lane, group] of groups) {
      const ids = shown.get(lane) ?? [];
      const wide = Math.min(!ids.length || ids.length <= 6 ? 1 : ids.length <= 18 ? 2 : columns, columns);
      if (!rows.length || used + wide > columns) {
        rows.push({ items: [] });
        used = 0;
      }
      const item = { lane, row: rows.length - 1, left: used * (CARD[0] + GAP), wide: span(wide), high: CARD[1], open: ids.length > 0, found: members ? group.ids.filter((id) => members.has(id)).length : null };
      if (item.open) {
        item.columns = Math.min(fitting(wide), Math.max(2, ids.length));
        item.held = rowsOf(ids, item.columns);
        item.high = Math.max(item.high, HEAD + item.held.rows * DOWN - (DOWN - HIGH) + PAD);
      }
      rows[item.row].items.push(item);
      used += wide;
    }
    return rows;
  }

  /* The sheet: `open` are the sections unfolded; with `members` only these are shown, and their sections unfold, unless
     they are too many: the cards then say how many there are. */
  function sheet(open, members, columns, most) {
    const shown = new Map();
    for (const [lane, group] of groups) {
      if (members && members.size <= most) shown.set(lane, group.ids.filter((id) => members.has(id)));
      else if (!members && open.has(lane)) shown.set(lane, group.ids);
    }
    const rows = rowsOfItems(shown, columns, members);
    const items = new Map(rows.flatMap((row) => row.items.map((item) => [item.lane, item])));
    const right = Math.max(0, ...[...items.values()].map((item) => item.left + item.wide));
    const gaps = ways.gapsFor(rest, items, rows, right);
    let bottom = 0;
    rows.forEach((row, index) => {
      row.top = bottom + gaps[index];
      row.items.forEach((item) => (item.top = row.top));
      bottom = row.top + Math.max(...row.items.map((item) => item.high));
    });
    const place = new Map();
    const cards = new Map();
    for (const item of items.values()) {
      const group = groups.get(item.lane);
      const high = item.open ? HEAD - 6 : item.high;
      place.set(group.id, { x: item.left + item.wide / 2, y: item.top + high / 2, wide: item.wide, high });
      cards.set(group.id, { ...group, ...item });
      const last = item.held ? Math.max(...[...item.held.column.values()].map(({ x }) => x)) : 0;
      const edge = item.left + (item.wide - last * ACROSS) / 2;
      item.held?.column.forEach(({ x, y }, id) => place.set(id, { x: edge + x * ACROSS, y: item.top + HEAD + HIGH / 2 + y * DOWN }));
    }
    const kept = new Map();
    const waysOf = (lane) => {
      if (!kept.has(lane)) kept.set(lane, ways.routed(lane === null ? rest : groups.get(lane).flows, items, rows, right, gaps));
      return kept.get(lane);
    };
    return { name: "sections", box: data.box, down: DOWN, place, routes: new Map(), bands: null, cards, ways: waysOf, faint: Boolean(members), frame: { left: -20, top: 0, right: right + 20, bottom } };
  }

  return { groups, sheet, columnsFor, flows: ranked };
}
