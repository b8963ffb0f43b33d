/* What to read before a target: the rules of `papergraph path`, without anything of the page.

   data.papers    {id: {year, month, hours, introduces: [concept]}}
   data.concepts  {id: {requires: [concept], broader: [concept]}}
   edges          [{from: subject, to: object, kind, taken: [concept], group, sure: confidence of a citation alone}] */

function makePlanner(data, edges) {
  const CONCEPT_HOURS = 0.5;
  const MOST_JUST_IN_TIME = 400;
  const MOST_CITED = [6, 2, 1];
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
  const hours = (id) => papers.get(id)?.hours ?? (papers.has(id) ? 3 : CONCEPT_HOURS);

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /* Concepts of this page with all that they require, directly or not. */
  function withRequired(some) {
    const found = new Set();
    const waiting = [...some];
    while (waiting.length) {
      const id = waiting.pop();
      if (!concepts.has(id) || found.has(id)) continue;
      found.add(id);
      waiting.push(...(concepts.get(id).requires || []));
    }
    return found;
  }

  /* What was named, and all that it rests on. A concept that is named covers what it requires and the papers that
     introduced these; a paper what it builds on, and the concepts of these papers, but not other papers on them. */
  function knownFrom(named) {
    const asked = withRequired(named.filter((id) => concepts.has(id)));
    const read = new Set();
    const waiting = [...named.filter((id) => papers.has(id)), ...[...asked].flatMap((id) => introducedBy.get(id) || [])];
    while (waiting.length) {
      const id = waiting.pop();
      if (!papers.has(id) || read.has(id)) continue;
      read.add(id);
      waiting.push(...core(id).map((edge) => edge.to));
    }
    const understood = withRequired([...asked, ...[...read].flatMap((id) => papers.get(id).introduces || [])]);
    // What others take from a known paper is known, whoever introduced it.
    read.forEach((id) => (to.get(id) || []).forEach((edge) => (edge.taken || []).forEach((each) => understood.add(each))));
    return { papers: read, concepts: understood };
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

  // Taken where an edge does not say which concepts.
  const ANYTHING = "";
  const takenBy = (edge) => (edge.taken?.length ? edge.taken : [ANYTHING]);

  function surest(edges, distance) {
    const alone = edges.filter((edge) => edge.sure !== undefined);
    alone.sort((one, other) => other.sure - one.sure || compare(one.to, other.to));
    const left = new Set(alone.slice(MOST_CITED[Math.min(distance, MOST_CITED.length - 1)]).map((edge) => edge.to));
    return edges.filter((edge) => !left.has(edge.to));
  }

  /* What members shown have for background and what is not shown or known, with the concepts taken. */
  function ingredientsOf(shown, known) {
    const found = new Map();
    for (const id of shown) {
      for (const edge of edgesFrom(id)) {
        if (edge.kind !== "background" || known.has(edge.to) || shown.has(edge.to)) continue;
        if (!found.has(edge.to)) found.set(edge.to, new Set());
        takenBy(edge).forEach((each) => found.get(edge.to).add(each));
      }
    }
    return found;
  }

  /* Members that are needed; of the others nothing is taken any further: where the ideas come from. Needed are the
     targets, what they need and what that needs, and so with ingredients, which count as what a target needs; further
     back only what is required by what a member hands on. Of what is only cited, the surest few. */
  function neededOf(goals, ingredients, members) {
    const handed = new Map(goals.map((goal) => [goal, new Set([ANYTHING])]));
    const distance = new Map(goals.map((goal) => [goal, 0]));
    for (const [id, takes] of ingredients) {
      handed.set(id, new Set(takes));
      distance.set(id, 1);
    }
    const needed = new Set(distance.keys());
    const waiting = [...needed];
    for (const id of waiting) {
      const wanted = required([...handed.get(id), ...(papers.get(id).introduces || [])]);
      for (const edge of surest(core(id), distance.get(id)).filter((each) => members.has(each.to))) {
        const takes = takenBy(edge);
        const told = !takes.includes(ANYTHING) && !wanted.has(ANYTHING);
        if (distance.get(id) > 1 && told && !takes.some((each) => wanted.has(each))) continue;
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
    return needed;
  }

  /* What each member needs of the others, by their numbers; between members background edges count too. */
  function needsOf(members) {
    const index = new Map(members.map((id, number) => [id, number]));
    return members.map((id) => edgesFrom(id).filter((edge) => index.has(edge.to)).map((edge) => index.get(edge.to)));
  }

  const introducers = (concept) => [...(introducedBy.get(concept) || [])].sort(compare);

  /* A concept stands for the papers that introduce it, or for itself when there are none. */
  function goalsOf(targets) {
    const found = targets.filter((id) => papers.has(id) || concepts.has(id));
    return [...new Set(found.flatMap((id) => (papers.has(id) ? [id] : introducers(id).length ? introducers(id) : [id])))];
  }

  /* The members of a path and their roles: prerequisites, and on request ingredients with what these need. */
  function membersOf(targets, named, background) {
    const known = knownFrom(named);
    const goals = goalsOf(targets);
    const works = goals.filter((id) => papers.has(id));
    const members = reached(works, known.papers);
    const shown = neededOf(works, new Map(), members);
    const role = new Map([...members].map((id) => [id, shown.has(id) ? "core" : "origin"]));
    if (background) {
      const ingredients = ingredientsOf(shown, known.papers);
      const all = new Set([...members, ...reached([...ingredients.keys()].sort(compare), new Set([...known.papers, ...members]))]);
      const wide = neededOf(works, ingredients, all);
      for (const id of all) if (role.get(id) !== "core") role.set(id, wide.has(id) ? "background" : "origin");
    }
    goals.forEach((id) => role.set(id, "target"));
    return { known, goals, role };
  }

  /* The path: steps in the order asked for ("stages" unless said), none before what it needs. */
  function plan(targets, named, { order = "stages", background = false } = {}) {
    const { known, goals, role } = membersOf(targets, named, background);
    const date = (id) => [papers.get(id)?.year || 0, papers.get(id)?.month || 0];
    const members = [...role.keys()].sort((a, b) => {
      const [one, other] = [date(a), date(b)];
      return one[0] - other[0] || one[1] - other[1] || compare(a, b);
    });
    const folded = new Set(members.map((_, number) => number).filter((number) => role.get(members[number]) === "origin"));
    // Past so many steps the page would stand still over the least carry.
    const kind = order === "just-in-time" && members.length > MOST_JUST_IN_TIME ? "stages" : order;
    const { order: numbers, stage } = orders.ordered(kind, needsOf(members), folded);
    const placed = numbers.map((number) => ({ id: members[number], stage: stage[number], role: role.get(members[number]) }));
    const first = knowFirst(placed, known);
    const steps = placed.map((step) => ({ ...step, first: first.get(step.id) || [] }));
    const lookedUp = (id) => (first.get(id) || []).reduce((sum, each) => sum + each.hours, 0);
    return { steps, known, goals, order: kind, hours: (id) => hours(id) + lookedUp(id) };
  }

  /* The concepts that each step presupposes and no earlier step teaches, with the hours to look them up: none for what
     a later step introduces, whose hours count for it (steps.py and teaching.py). */
  function knowFirst(steps, known) {
    const role = new Map(steps.map((step) => [step.id, step.role]));
    const shown = steps.filter((step) => step.role !== "origin");
    const introduced = (id) => (papers.has(id) ? papers.get(id).introduces || [] : [id]);
    const onPath = new Set(shown.flatMap((step) => introduced(step.id)));
    const taught = new Set(known.concepts);
    const found = new Map();
    for (const { id } of shown) {
      const wanted = new Set(introduced(id).flatMap((each) => concepts.get(each)?.requires || []));
      for (const edge of papers.has(id) ? edgesFrom(id) : []) if (role.get(edge.to) === "origin") (edge.taken || []).forEach((each) => wanted.add(each));
      const own = new Set(introduced(id));
      const missing = [...wanted].filter((each) => concepts.has(each) && !own.has(each) && !taught.has(each)).sort(compare);
      found.set(id, missing.map((concept) => ({ concept, hours: onPath.has(concept) ? 0 : CONCEPT_HOURS })));
      const takenHere = (to.get(id) || []).filter((edge) => role.has(edge.from)).flatMap((edge) => edge.taken || []);
      [...introduced(id), ...takenHere, ...missing].forEach((each) => taught.add(each));
    }
    return found;
  }

  /* What can be read now, the best first: on the way to targets, or anywhere when there are none. */
  function next(named, targets) {
    const waits = new Map();
    if (targets) {
      const { known, role } = membersOf(targets, named, false);
      const members = new Set([...role.keys()].filter((id) => role.get(id) !== "origin" && !known.papers.has(id) && !known.concepts.has(id)));
      for (const id of [...members].sort(compare)) waits.set(id, core(id).map((edge) => edge.to).filter((each) => members.has(each)).map((each) => [each]));
    } else {
      const knows = knownFrom(named).papers;
      for (const id of [...papers.keys()].filter((each) => !knows.has(each)).sort(compare)) waits.set(id, openOf(id, knows));
    }
    return whatNext(waits, (id) => (papers.has(id) ? hours(id) : CONCEPT_HOURS), (id) => papers.get(id)?.year || 9999);
  }

  /* The core prerequisites of a paper that are not known: alone, or as a group of which none is known. */
  function openOf(id, knows) {
    const groups = new Map();
    const found = [];
    for (const edge of core(id)) {
      if (edge.group !== undefined) groups.set(edge.group, [...(groups.get(edge.group) || []), edge.to]);
      else if (!knows.has(edge.to)) found.push([edge.to]);
    }
    const open = [...groups.keys()].sort(compare).map((name) => groups.get(name));
    return [...found, ...open.filter((group) => !group.some((each) => knows.has(each)))];
  }

  /* How long the longest way to each paper is. */
  function depths() {
    const ids = [...papers.keys()];
    const depth = orders.generations(needsOf(ids));
    return new Map(ids.map((id, number) => [id, depth[number]]));
  }

  return { plan, next, introducers, knownFrom, depths };
}
