/* What can be read now, the best first: the rules of unlocks.py. `waits` says of each work that is not known what it
   waits for: groups, of each of which any one is enough. */

function whatNext(waits, hoursOf, ageOf) {
  const FAR = 200;
  const compareIds = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const older = (a, b) => ageOf(a) - ageOf(b) || compareIds(a, b);
  const usedBy = new Map();
  const nearer = new Map();
  const add = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));

  /* What is to be read before a work, and with it the alternatives to that; null when it is too much. */
  function below(work) {
    const found = new Set();
    const ways = new Set();
    const waiting = [work];
    while (waiting.length) {
      for (const group of waits.get(waiting.pop()) || []) {
        group.forEach((each) => ways.add(each));
        const [chosen] = [...group].sort((a, b) => found.has(b) - found.has(a) || hoursOf(a) - hoursOf(b) || compareIds(a, b));
        if (found.has(chosen) || chosen === work) continue;
        found.add(chosen);
        waiting.push(chosen);
      }
      if (found.size > FAR) return null;
    }
    return [found, new Set([...ways, ...found])];
  }

  for (const [work, groups] of waits) {
    new Set(groups.flat()).forEach((each) => add(usedBy, each, work));
    const rests = below(work);
    if (!rests) continue;
    const hours = [...rests[0]].reduce((sum, each) => sum + hoursOf(each), 0);
    rests[1].forEach((each) => add(nearer, each, [work, hours]));
  }

  const found = [...waits].filter(([, groups]) => !groups.length).map(([id]) => {
    const hours = hoursOf(id);
    const opened = (usedBy.get(id) || []).filter((each) => waits.get(each).every((group) => group.includes(id)));
    const parts = (nearer.get(id) || []).filter(([user]) => !opened.includes(user)).sort((a, b) => compareIds(a[0], b[0]));
    const sum = opened.length + parts.reduce((all, [, total]) => all + Math.min(1, hours / total), 0);
    return { id, unlocks: opened.sort(older), perHour: Math.round((sum / Math.max(hours, 0.1)) * 1e4) / 1e4, hours };
  });
  return found.sort((a, b) => b.perHour - a.perHour || a.hours - b.hours || older(a.id, b.id));
}
