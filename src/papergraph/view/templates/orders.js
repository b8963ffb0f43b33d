/* Orders of the steps of a path: ordering.py and linear_extension.py, for nodes 0..n-1 that are ranked by their number.
   needs[v] are the nodes that must come before v. */

const orders = (() => {
  const LONGEST_BLOCK = 8;
  const MOST_SETS = 10000;
  const MOST_NODES = 64;
  const BEAM = 100;
  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

  function reversed(needs) {
    const uses = needs.map(() => []);
    needs.forEach((before, node) => new Set(before).forEach((each) => uses[each].push(node)));
    return uses;
  }

  /* Every node after what it needs; among those that are ready the least by `compare` first. */
  function topological(needs, compare = (a, b) => a - b) {
    const waiting = needs.map((before) => new Set(before).size);
    const uses = reversed(needs);
    const ready = needs.map((_, node) => node).filter((node) => !waiting[node]).sort((a, b) => compare(b, a));
    const order = [];
    while (ready.length) {
      const node = ready.pop();
      order.push(node);
      for (const use of uses[node]) {
        waiting[use] -= 1;
        if (waiting[use]) continue;
        let [low, high] = [0, ready.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (compare(ready[middle], use) > 0) low = middle + 1;
          else high = middle;
        }
        ready.splice(low, 0, use);
      }
    }
    return order;
  }

  /* The least needs with the same closure. */
  function reduced(needs) {
    const order = topological(needs);
    const position = [];
    order.forEach((node, number) => (position[node] = number));
    const reach = [];
    const kept = needs.map(() => []);
    for (const node of order) {
      let reached = 0n;
      for (const number of [...new Set(needs[node].map((each) => position[each]))].sort((a, b) => b - a)) {
        if ((reached >> BigInt(number)) & 1n) continue;
        kept[node].push(order[number]);
        reached |= reach[order[number]] | (1n << BigInt(number));
      }
      reach[node] = reached;
      kept[node].sort((a, b) => a - b);
    }
    return kept;
  }

  /* For each node that is kept the kept ones before it, those behind folded ones too, by their position. */
  function overFolded(needs, position) {
    const before = [];
    for (const node of topological(needs)) {
      const found = new Set();
      for (const each of needs[node]) {
        if (position.has(each)) found.add(position.get(each));
        else before[each].forEach((one) => found.add(one));
      }
      before[node] = found;
    }
    return [...position.keys()].map((node) => [...before[node]].sort((a, b) => a - b));
  }

  function carry(order, needs) {
    const place = [];
    order.forEach((node, position) => (place[node] = position));
    return sum(order.map((node) => sum(needs[node].map((before) => place[node] - place[before]))));
  }

  function closureSizes(needs) {
    const below = [];
    for (const node of topological(needs)) {
      below[node] = new Set(needs[node].flatMap((each) => [each, ...below[each]]));
    }
    return below.map((each) => each.size);
  }

  /* A post-order from what nothing else needs, the larger (or smaller) closure first. */
  function depthFirst(needs, sign) {
    const sizes = closureSizes(needs);
    const bySize = needs.map((_, node) => node).sort((a, b) => sign * (sizes[a] - sizes[b]) || a - b);
    const rank = [];
    bySize.forEach((node, position) => (rank[node] = position));
    const sorted = needs.map((before) => [...new Set(before)].sort((a, b) => rank[a] - rank[b]));
    const uses = reversed(needs);
    const done = new Set();
    const order = [];
    for (const root of bySize.filter((node) => !uses[node].length)) {
      const stack = [[root, 0]];
      const seen = new Set([root]);
      while (stack.length) {
        const top = stack[stack.length - 1];
        const list = sorted[top[0]];
        while (top[1] < list.length && (done.has(list[top[1]]) || seen.has(list[top[1]]))) top[1] += 1;
        if (top[1] < list.length) {
          const next = list[top[1]];
          top[1] += 1;
          seen.add(next);
          stack.push([next, 0]);
        } else {
          stack.pop();
          if (!done.has(top[0])) order.push(top[0]);
          done.add(top[0]);
        }
      }
    }
    return order;
  }

  /* Blocks of one to eight steps are moved for as long as that lowers the carry. */
  function moveBlocks(start, needs) {
    const uses = reversed(needs);
    const single = needs.map((before) => new Set(before).size);
    let best = start;
    for (let improved = true; improved; ) {
      improved = false;
      for (let size = 1; size <= Math.min(LONGEST_BLOCK, best.length - 1); size += 1) {
        for (let from = 0; from + size <= best.length; from += 1) {
          const moved = bestMove(best, from, size, needs, uses, single);
          if (moved) [best, improved] = [moved, true];
        }
      }
    }
    return best;
  }

  function bestMove(order, start, size, needs, uses, single) {
    const block = order.slice(start, start + size);
    const inside = new Set(block);
    const outside = (list) => list.filter((each) => !inside.has(each)).length;
    const pull = sum(block.map((node) => outside(needs[node]) - outside(uses[node])));
    let [bestGain, bestAt] = [0, start];
    for (const step of [-1, 1]) {
      let gain = 0;
      for (let position = step < 0 ? start - 1 : start + size; position >= 0 && position < order.length; position += step) {
        const node = order[position];
        if ((step < 0 ? uses[node] : needs[node]).some((each) => inside.has(each))) break;
        gain -= step * pull - step * size * (single[node] - uses[node].length);
        if (gain > bestGain) [bestGain, bestAt] = [gain, step < 0 ? position : position - size + 1];
      }
    }
    if (bestAt === start) return null;
    const rest = [...order.slice(0, start), ...order.slice(start + size)];
    return [...rest.slice(0, bestAt), ...block, ...rest.slice(bestAt)];
  }

  /* The proven order of least carry, the first by number of several; null when that is too much to prove. With a width
     only so many sets of each size are looked at, those with the least bound, and nothing is proven. */
  function leastCarry(needs, atMost, width = null) {
    const count = needs.length;
    if (count > MOST_NODES) return null;
    const bit = needs.map((_, node) => 1n << BigInt(node));
    const mask = (nodes) => nodes.reduce((all, node) => all | bit[node], 0n);
    const uses = reversed(needs);
    const before = needs.map((each) => new Set(each).size);
    const waitsFor = uses.map(mask);
    const twin = new Map();
    for (let node = count - 1; node >= 0; node -= 1) {
      const ends = mask(needs[node]) + "," + mask(uses[node]);
      if (twin.has(ends)) waitsFor[node] |= bit[twin.get(ends)];
      twin.set(ends, node);
    }
    const unlocks = needs.map((_, node) => needs.map((__, other) => other).filter((other) => waitsFor[other] & bit[node]));
    const change = needs.map((_, node) => before[node] - uses[node].length);
    const star = before.map((each) => (each * (each + 1)) / 2);
    const most = Math.max(0, ...uses.map((each) => each.length));
    const closing = Array(sum(before) + 1).fill(0);
    for (let edges = most + 1; edges < closing.length && most; edges += 1) closing[edges] = edges - most + closing[edges - most];

    function grown(layer) {
      const following = new Map();
      for (const [rest, [total, edges, ready, stars]] of layer) {
        for (let node = 0; node < count; node += 1) {
          if (!(ready & bit[node])) continue;
          const now = edges + change[node];
          const carried = total + now;
          const toCome = stars - star[node];
          if (carried + toCome + closing[now] > atMost) continue;
          const next = rest | bit[node];
          const old = following.get(next);
          if (!old) {
            let canBe = ready ^ bit[node];
            for (const other of unlocks[node]) if (!(waitsFor[other] & ~next)) canBe |= bit[other];
            following.set(next, [carried, now, canBe, toCome]);
          } else if (carried < old[0]) following.set(next, [carried, now, old[2], toCome]);
        }
      }
      return following;
    }

    let layer = new Map([[0n, [0, 0, mask(needs.map((_, node) => node).filter((node) => !waitsFor[node])), sum(star)]]]);
    const layers = [layer];
    let opened = 0;
    for (let size = 0; size < count; size += 1) {
      layer = grown(layer);
      if (width !== null && layer.size > width) {
        const least = ([carried, edges, , toCome]) => carried + toCome + closing[edges];
        const sorted = [...layer].sort(([a, one], [b, other]) => least(one) - least(other) || (a < b ? -1 : 1));
        layer = new Map(sorted.slice(0, width));
      }
      opened += layer.size;
      if (!layer.size || (width === null && opened > MOST_SETS)) return null;
      layers.push(layer);
    }
    const order = [];
    let rest = (1n << BigInt(count)) - 1n;
    for (let size = count; size; size -= 1) {
      const nodes = needs.map((_, node) => node).filter((node) => rest & bit[node]);
      const wanted = layers[size].get(rest)[0] - sum(nodes.map((node) => change[node]));
      const first = nodes.find((node) => layers[size - 1].get(rest ^ bit[node])?.[0] === wanted);
      order.push(first);
      rest ^= bit[first];
    }
    return order;
  }

  /* An order of small carry; of least carry where that can be proven. */
  function justInTime(needs) {
    if (!needs.length) return [];
    const best = moveBlocks(depthFirst(needs, -1), needs);
    const exact = leastCarry(needs, carry(best, needs));
    if (exact) return exact;
    const tried = [best, moveBlocks(depthFirst(needs, 1), needs), moveBlocks(topological(needs), needs)];
    const least = tried.reduce((smallest, each) => (carry(each, needs) < carry(smallest, needs) ? each : smallest));
    const searched = leastCarry(needs, carry(least, needs), BEAM);
    return searched ? moveBlocks(searched, needs) : least;
  }

  /* For each node one more than the latest of what it needs, from 1. */
  function generations(needs) {
    const found = [];
    for (const node of topological(needs)) found[node] = needs[node].reduce((latest, each) => Math.max(latest, found[each]), 0) + 1;
    return found;
  }

  /* For each node its own place, or for a folded one the first place among those that rest on it. */
  function withFolded(needs, place) {
    const first = needs.map((_, node) => place.get(node) ?? needs.length);
    for (const node of topological(needs).reverse()) {
      for (const each of needs[node]) if (!place.has(each)) first[each] = Math.min(first[each], first[node]);
    }
    return first;
  }

  /* Nodes in the order asked for, and their stages, which count what is kept. `folded` ones stand right before the
     first step, or the first stage, that rests on them, and have its stage. */
  function ordered(order, needs, folded) {
    const kept = needs.map((_, node) => node).filter((node) => !folded.has(node));
    const shown = overFolded(needs, new Map(kept.map((node, number) => [node, number])));
    const stage = withFolded(needs, new Map(generations(shown).map((each, number) => [kept[number], each])));
    if (order === "chronological") return { order: topological(needs), stage };
    const places = () => new Map(justInTime(reduced(shown)).map((each, rank) => [kept[each], rank]));
    const first = order === "stages" ? stage : withFolded(needs, places());
    return { order: topological(needs, (a, b) => first[a] - first[b] || folded.has(b) - folded.has(a) || a - b), stage };
  }

  return { ordered, generations };
})();
