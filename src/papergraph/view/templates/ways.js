/* The ways of arrows between sections, as on the map of an underground railway: down from a card, along a track of its
   own in the gap between two rows, past the rows between on free ground, and into a card from above. */

const ways = (() => {
  const TRACK = 15;
  const LEAD = 14;
  const TAIL = 46;
  const PORTS = 58;
  const SLACK = 30;
  const BESIDE = [0, -13, 13, -24, 24];

  const middle = (item) => item.left + item.wide / 2;

  /* Places on the sides of cards: those of a side lie beside one another in the order of where they lead. Ways leave
     between the places at which others arrive: no two of them ever run down the same line. */
  function makePorts() {
    const wanted = new Map();
    const ask = (item, side, toward, leaves) => {
      const key = item.lane + side + leaves;
      const port = { item, toward, leaves, x: 0 };
      wanted.set(key, [...(wanted.get(key) || []), port]);
      return port;
    };
    const settle = () =>
      wanted.forEach((ports) => {
        ports.sort((a, b) => a.toward - b.toward);
        const { item, leaves, toward } = ports[0];
        const step = Math.min(PORTS, (item.wide * 0.8) / (ports.length + 0.5));
        const first = -Math.floor(ports.length / 2) + (leaves ? 0.5 : 0) - (leaves && ports.length % 2 && toward < middle(item) ? 1 : 0);
        ports.forEach((port, index) => (port.x = middle(item) + (first + index) * step));
      });
    return { ask, settle };
  }

  /* Free ground in a row, nearest to x: between its items, or beside them all. */
  function makeChannels(rows, right) {
    const passing = new Map();
    return (row, x) => {
      const items = rows[row].items;
      const last = items[items.length - 1];
      const end = last.left + last.wide;
      const free = [-26, right + 26, ...items.slice(1).map((item, index) => (items[index].left + items[index].wide + item.left) / 2)];
      if (right - end > 60) free.push(end + 27);
      const best = free.reduce((found, each) => (Math.abs(each - x) < Math.abs(found - x) ? each : found));
      // Each has a line of its own, in whatever row: what leaves a channel never runs into what enters it below.
      const count = passing.get(best) || 0;
      passing.set(best, count + 1);
      return best + BESIDE[count % BESIDE.length];
    };
  }

  /* Each way as the gaps that it crosses: {gap, from, to} are x at its upper and lower side; an arch has both below. */
  function planned(flows, items, rows, right) {
    const ports = makePorts();
    const channel = makeChannels(rows, right);
    const plans = flows.map((flow) => {
      const [one, other] = [items.get(flow.before), items.get(flow.after)];
      const level = one.row === other.row;
      const between = (each) => each !== one && each !== other && each.left > one.left !== each.left > other.left;
      if (level && !rows[one.row].items.some(between)) return { flow, one, other, flat: true };
      const down = other.row > one.row;
      const [from, to] = level ? ["top", "top"] : down ? ["bottom", "top"] : ["top", "bottom"];
      return { flow, one, other, level, down, start: ports.ask(one, from, middle(other), true), end: ports.ask(other, to, middle(one), false) };
    });
    ports.settle();
    for (const plan of plans.filter((each) => !each.flat)) {
      const { one, other, level, down, start, end } = plan;
      plan.cross = [];
      if (level) {
        plan.cross.push({ gap: one.row, from: start.x, to: end.x, arch: true });
        continue;
      }
      const [upper, lower, high, low] = down ? [one, other, start, end] : [other, one, end, start];
      // A way that is nearly straight is made so.
      if (lower.row === upper.row + 1 && Math.abs(high.x - low.x) < SLACK) low.x = high.x;
      let x = high.x;
      for (let row = upper.row + 1; row < lower.row; row += 1) {
        const past = channel(row, high.x + ((low.x - high.x) * (row - upper.row)) / (lower.row - upper.row));
        plan.cross.push({ gap: row, from: x, to: past });
        x = past;
      }
      plan.cross.push({ gap: lower.row, from: x, to: low.x });
    }
    return plans;
  }

  /* How often two crossings of a gap cut one another when the first lies above. */
  const ends = ({ from, to, arch }) => (arch ? { down: [], up: [from, to] } : { down: [from], up: [to] });
  const inside = (x, { from, to }) => x > Math.min(from, to) - 1 && x < Math.max(from, to) + 1;
  const cuts = (one, other) => ends(other).down.filter((x) => inside(x, one)).length + ends(one).up.filter((x) => inside(x, other)).length;

  /* The order from above in which crossings cut one another least: each is put where it does best, till none can. */
  function sifted(crossings) {
    const order = [...crossings];
    const cost = (list) => list.reduce((sum, one, index) => sum + list.slice(index + 1).reduce((all, other) => all + cuts(one, other), 0), 0);
    let least = cost(order);
    for (let round = 0, better = true; better && round < 6; round += 1) {
      better = false;
      for (const each of crossings) {
        const others = order.filter((other) => other !== each);
        for (let at = 0; at < order.length; at += 1) {
          const tried = [...others.slice(0, at), each, ...others.slice(at)];
          const now = cost(tried);
          if (now >= least) continue;
          [least, better] = [now, true];
          order.splice(0, order.length, ...tried);
        }
      }
    }
    return order;
  }

  /* A track for each crossing; returns how many tracks each gap has. */
  function tracked(plans, gaps) {
    const count = Array(gaps).fill(0);
    for (let gap = 0; gap < gaps; gap += 1) {
      const here = sifted(plans.flatMap((plan) => plan.cross || []).filter((each) => each.gap === gap && Math.abs(each.from - each.to) >= 1));
      const placed = [];
      for (const each of here) {
        const [low, high] = [Math.min(each.from, each.to) - 22, Math.max(each.from, each.to) + 22];
        each.track = Math.max(-1, ...placed.filter((other) => low < other.high && high > other.low).map((other) => other.track)) + 1;
        placed.push({ low, high, track: each.track });
      }
      count[gap] = Math.max(-1, ...placed.map((each) => each.track)) + 1;
    }
    return count;
  }

  /* The room that each gap needs for these ways. */
  function gapsFor(flows, items, rows, right) {
    const count = tracked(planned(flows, items, rows, right), rows.length);
    return count.map((tracks, gap) => (tracks || gap ? LEAD + tracks * TRACK + TAIL : 0));
  }

  /* The points of each way, from the section that is built on to the one that builds. */
  function routed(flows, items, rows, right, gaps) {
    const plans = planned(flows, items, rows, right);
    const count = tracked(plans, rows.length);
    return plans.map((plan) => {
      const { flow, one, other, flat, level, down, start, end } = plan;
      if (flat) {
        const y = Math.max(one.top, other.top) + 60 + (one.left > other.left ? 34 : 0);
        const [from, to] = one.left < other.left ? [one.left + one.wide, other.left] : [one.left, other.left + other.wide];
        return { flow, flat, points: [{ x: from, y }, { x: to, y }] };
      }
      const points = [];
      for (const { gap, from, to, track } of plan.cross) {
        const top = rows[gap].top - gaps[gap];
        const step = Math.min(TRACK, (gaps[gap] - LEAD - TAIL * 0.8) / Math.max(count[gap], 1));
        const y = top + LEAD + (track ?? 0) * step + step / 2;
        if (level) points.push({ x: from, y: rows[gap].top });
        if (track !== undefined) points.push({ x: from, y }, { x: to, y });
        if (level) points.push({ x: to, y: rows[gap].top });
      }
      if (level) return { flow, points };
      const [upper, lower, high, low] = down ? [one, other, start, end] : [other, one, end, start];
      const all = [{ x: high.x, y: upper.top + upper.high }, ...points, { x: low.x, y: lower.top }];
      return { flow, points: down ? all : all.reverse() };
    });
  }

  return { gapsFor, routed };
})();
