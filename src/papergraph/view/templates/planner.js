/* What to read before a target: the rules of `papergraph path --order stages`, without anything of the page.

   data.papers    {id: {year, month, hours, introduces: [concept]}}
   data.concepts  {id: {requires: [concept], broader: [concept]}}
   edges          [{from: subject, to: object, kind, taken: [concept], group}] */

function makePlanner(data, edges) {
  const papers = new Map(Object.entries(data.papers));
  const concepts = new Map(Object.entries(data.concepts));
  const from = new Map();
  const to = new Map();
  for (const edge of [...edges].sort((a, b) => compare(a.to, b.to))) {
    if (!papers.has(edge.from) || !papers.has(edge.to)) continue;
    if (!from.has(edge.from)) from.set(edge.from, []);
    from.get(edge.from).push(edge);
    if (!to.has(edge.to)) to.set(edge.to, []);
    to.get(edge.to).push(edge);
  }
  const introducedBy = new Map();
  for (const [id, paper] of papers) {
    (paper.introduces || []).forEach((concept) => introducedBy.set(concept, [...(introducedBy.get(concept) || []), id]));
  }
  const edgesFrom = (id) => from.get(id) || [];
  const core = (id) => edgesFrom(id).filter((edge) => edge.kind === "core");
  const hours = (id) => papers.get(id)?.hours ?? 3;

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /* What was named, and all that it rests on: of papers and of concepts. */
  function knownFrom(named) {
    const known = { papers: new Set(), concepts: new Set() };
    const taken = new Set();
    const waiting = [...named];
    while (waiting.length) {
      const id = waiting.pop();
      if (papers.has(id) && !known.papers.has(id)) {
        known.papers.add(id);
        waiting.push(...core(id).map((edge) => edge.to), ...(papers.get(id).introduces || []));
        // What others take from a known paper is known, whoever introduced it.
        (to.get(id) || []).forEach((edge) => (edge.taken || []).forEach((each) => taken.add(each)));
      } else if (concepts.has(id) && !known.concepts.has(id)) {
        known.concepts.add(id);
        waiting.push(...(concepts.get(id).requires || []), ...(introducedBy.get(id) || []));
      }
    }
    taken.forEach((each) => known.concepts.add(each));
    return known;
  }

  /* What is reached from the starts along core edges, never through what is known, with the groups of alternatives
     decided so far, and the groups that are still open. */
  function closure(starts, known, choice) {
    const members = new Set();
    const groups = new Map();
    const waiting = [...starts];
    while (waiting.length) {
      const id = waiting.pop();
      if (members.has(id) || (known.has(id) && !starts.includes(id))) continue;
      members.add(id);
      for (const edge of core(id)) {
        const name = edge.group === undefined ? undefined : JSON.stringify([id, edge.group]);
        if (name === undefined) waiting.push(edge.to);
        else if (choice.has(name)) waiting.push(choice.get(name));
        else groups.set(name, [...(groups.get(name) || []), edge.to]);
      }
    }
    const open = [...groups.entries()]
      .filter(([, options]) => !options.some((option) => members.has(option) || known.has(option)))
      .map(([name]) => name)
      .sort(compareNames);
    return { members, open };
  }

  const compareNames = (one, other) => compareLists(JSON.parse(one), JSON.parse(other));
  const cost = (ids) => Math.round([...ids].sort(compare).reduce((sum, id) => sum + hours(id), 0) * 1e6) / 1e6;

  function optionsOf(name) {
    const [id, group] = JSON.parse(name);
    return [...new Set(core(id).filter((edge) => edge.group === group).map((edge) => edge.to))].sort(compare);
  }

  /* Of a group of which any one is enough, the one is taken that leaves the least hours in all, and of equal hours the
     least ids: by branching over the groups, with a bound, up to a dozen groups below the goals. Past that the best of
     some greedy starts, each improved by deciding one group anew for as long as that saves hours. */
  function reached(goals, known) {
    const alone = new Map();
    const below = (choice) => closure(goals, known, choice);
    const value = (choice) => {
      const { members } = below(choice);
      return { spent: cost(members), names: [...members].sort(compare) };
    };
    const better = (one, other) => one.spent < other.spent || (one.spent === other.spent && compareLists(one.names, other.names) < 0);
    const added = (option, members) => {
      if (!alone.has(option)) alone.set(option, closure([option], known, new Map()).members);
      return [...alone.get(option)].filter((id) => !members.has(id));
    };

    function byAdded(name, members) {
      const options = optionsOf(name).map((option) => [cost(added(option, members)), option]);
      return options.sort((a, b) => a[0] - b[0] || compare(a[1], b[1])).map(([, option]) => option);
    }

    const cheapestOfFirst = (open, members) => [open[0], byAdded(open[0], members)[0]];
    const cheapestOfLast = (open, members) => [open[open.length - 1], byAdded(open[open.length - 1], members)[0]];

    function servingMost(open, members) {
      const served = new Map();
      open.forEach((name) => optionsOf(name).forEach((option) => served.set(option, (served.get(option) || 0) + 1)));
      const all = open.flatMap((name) => optionsOf(name).map((option) => [cost(added(option, members)) / served.get(option), option, name]));
      all.sort((a, b) => a[0] - b[0] || compare(a[1], b[1]) || compareNames(a[2], b[2]));
      return [all[0][2], all[0][1]];
    }

    function completed(start, pick) {
      const choice = new Map(start);
      for (;;) {
        const { members, open } = below(choice);
        if (!open.length) return choice;
        choice.set(...pick(open, members));
      }
    }

    function improved(start) {
      let choice = start;
      let least = value(choice);
      let again = true;
      while (again) {
        again = false;
        for (const name of [...choice.keys()].sort(compareNames)) {
          if (!choice.has(name)) continue;
          const others = optionsOf(name).filter((option) => option !== choice.get(name));
          const without = new Map([...choice].filter(([each]) => each !== name));
          // A group that another choice serves by now needs none of its own.
          for (const trial of [without, ...others.map((option) => new Map(without).set(name, option))]) {
            const done = completed(trial, cheapestOfFirst);
            const now = value(done);
            if (better(now, least)) [choice, least, again] = [done, now, true];
          }
        }
      }
      return choice;
    }

    /* Hours that every choice for the open groups adds: of groups that have nothing in common. */
    function leastAdded(members, open) {
      let least = 0;
      const used = new Set();
      for (const name of open) {
        const options = optionsOf(name).map((option) => added(option, members));
        if (options.some((ids) => ids.some((id) => used.has(id)))) continue;
        options.forEach((ids) => ids.forEach((id) => used.add(id)));
        least += Math.min(...options.map(cost));
      }
      return least;
    }

    function exact(start) {
      let best = value(start);
      let chosen = start;
      let seen = 0;
      const stack = [new Map()];
      while (stack.length) {
        const choice = stack.pop();
        seen += 1;
        const { members, open } = below(choice);
        const bound = cost(members) + leastAdded(members, open);
        if (bound > best.spent + 1e-4 || (bound > best.spent - 1e-4 && seen > 2000)) continue;
        if (!open.length) {
          const found = value(choice);
          if (better(found, best)) [best, chosen] = [found, choice];
          continue;
        }
        // The cheapest is tried first: what is pushed last is popped first.
        byAdded(open[0], members).reverse().forEach((option) => stack.push(new Map(choice).set(open[0], option)));
      }
      return chosen;
    }

    let choice = null;
    for (const pick of [cheapestOfFirst, cheapestOfLast, servingMost]) {
      const found = improved(completed(new Map(), pick));
      if (!choice || better(value(found), value(choice))) choice = found;
    }
    const groups = groupsBelow(goals, known);
    if (groups.length <= 12) return below(exact(choice)).members;
    const begun = groups.flatMap((name) => optionsOf(name).map((option) => new Map([[name, option]])));
    for (const start of begun.slice(0, 60)) {
      const found = improved(completed(start, cheapestOfFirst));
      if (better(value(found), value(choice))) choice = found;
    }
    return below(choice).members;
  }

  function compareLists(one, other) {
    for (let i = 0; i < Math.min(one.length, other.length); i += 1) {
      if (one[i] !== other[i]) return compare(one[i], other[i]);
    }
    return one.length - other.length;
  }

  function groupsBelow(goals, known) {
    const groups = new Set();
    const seen = new Set();
    const waiting = [...goals];
    while (waiting.length) {
      const id = waiting.pop();
      if (seen.has(id) || (known.has(id) && !goals.includes(id))) continue;
      seen.add(id);
      for (const edge of core(id)) {
        if (edge.group !== undefined) groups.add(JSON.stringify([id, edge.group]));
        waiting.push(edge.to);
      }
    }
    return [...groups].sort(compareNames);
  }

  function required(named) {
    const found = new Set();
    const waiting = [...named];
    while (waiting.length) {
      const id = waiting.pop();
      if (found.has(id)) continue;
      found.add(id);
      const concept = concepts.get(id);
      if (concept) waiting.push(...(concept.requires || []), ...(concept.broader || []));
    }
    return found;
  }

  /* Members of which nothing is taken any further: where the ideas come from, not what they need. Shown are the
     targets, what they need and what that needs; further back only what is required by what a member hands on. */
  function origins(goals, members) {
    const handed = new Map(goals.map((goal) => [goal, new Set()]));
    const distance = new Map(goals.map((goal) => [goal, 0]));
    const needed = new Set(goals);
    const waiting = [...goals];
    for (const id of waiting) {
      const given = handed.get(id);
      const wanted = required([...given, ...(papers.get(id).introduces || [])]);
      for (const edge of core(id).filter((each) => members.has(each.to))) {
        const takes = edge.taken || [];
        if (distance.get(id) > 1 && takes.length && given.size && !takes.some((each) => wanted.has(each))) continue;
        if (!handed.has(edge.to)) handed.set(edge.to, new Set());
        const before = handed.get(edge.to);
        if (!needed.has(edge.to) || takes.some((each) => !before.has(each))) {
          takes.forEach((each) => before.add(each));
          if (!distance.has(edge.to)) distance.set(edge.to, distance.get(id) + 1);
          needed.add(edge.to);
          waiting.push(edge.to);
        }
      }
    }
    return new Set([...members].filter((id) => !needed.has(id)));
  }

  /* One more than the latest stage of what a member needs; between members background edges count too. */
  function stages(members) {
    const waiting = new Map();
    const uses = new Map([...members].map((id) => [id, []]));
    for (const id of members) {
      const needs = edgesFrom(id).map((edge) => edge.to).filter((each) => members.has(each));
      waiting.set(id, needs.length);
      needs.forEach((each) => uses.get(each).push(id));
    }
    const stage = new Map([...members].map((id) => [id, 1]));
    const ready = [...members].filter((id) => !waiting.get(id));
    while (ready.length) {
      const id = ready.pop();
      for (const use of uses.get(id)) {
        stage.set(use, Math.max(stage.get(use), stage.get(id) + 1));
        waiting.set(use, waiting.get(use) - 1);
        if (!waiting.get(use)) ready.push(use);
      }
    }
    return stage;
  }

  /* Steps by stage, then by date: none stands before what it needs. */
  function plan(targets, named) {
    const known = knownFrom(named);
    const goals = [...new Set(targets)].filter((id) => papers.has(id));
    const members = reached(goals, known.papers);
    const old = origins(goals, members);
    const stage = stages(members);
    const date = (id) => [papers.get(id).year || 0, papers.get(id).month || 0];
    const steps = [...members].map((id) => ({
      id,
      stage: stage.get(id),
      role: goals.includes(id) ? "target" : old.has(id) ? "origin" : "core",
    }));
    steps.sort((a, b) => {
      const [one, other] = [date(a.id), date(b.id)];
      return a.stage - b.stage || one[0] - other[0] || one[1] - other[1] || compare(a.id, b.id);
    });
    return { steps, known };
  }

  /* How long the longest way to each paper is. */
  const depths = () => stages(new Set(papers.keys()));

  return { plan, knownFrom, depths };
}
