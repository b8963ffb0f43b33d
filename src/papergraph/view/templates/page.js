/* The page: one state (what is chosen, where to, what is known), shown by list, picture and panel alike. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const { data, given } = unpacked(read("page-data"), { ...read("network-data"), options: read("network-options") });
const onMap = data.mode !== "path";
data.noun = data.mode === "concepts" ? ["concept", "concepts"] : ["paper", "papers"];
const { papers, concepts } = data;
const $ = (id) => document.getElementById(id);
const embedded = /(^#|&)embed(&|$)/.test(location.hash);
document.body.classList.toggle("embed", embedded);

findItems(papers);

const planner = makePlanner(data, given.edges);
const finder = makeFinder(papers, concepts);
const ticked = new Set(memory.load("read"));
// The titles of what is known in other lists: by them another list finds the work.
const remarks = new Map(memory.load("remarks").map((line) => line.split(/ # (.*)/s)));
const ORDERS = ["stages", "just-in-time", "chronological"];
const view = { targets: onMap ? [] : data.targets, given: [], order: "stages", background: false, focus: null, query: "", open: new Set(), waiting: new Set(), searching: false, lit: new Set(), section: null, cursor: null, unfolded: !data.folded, concept: "", from: "", to: "", kind: "", alone: true, missing: [] };

// The panel takes them out and puts them back.
const [nextList, nextHeading] = [$("next"), $("next-heading")];
const canTarget = (id) => onMap && !view.targets.includes(id) && (papers[id] || planner.introducers(id).length > 0);
const list = makeList($("papers"), { choose, tick, ticked: data.mode === "concepts" ? "I know " : "I have read " });
const panel = makePanel($("panel"), data, given.edges, { choose, tick, target: aim, canTarget, unfold });
const picture = makePicture($("network"), given, data, { choose, unfold });
const search = makeSearch(data, view, show, press);
const conceptName = (id) => concepts[id]?.label || id.replaceAll("-", " ");
const named = (id) => (papers[id] ? nameOf(id) : conceptName(id));
// Where room is short a title is told by its beginning.
const briefly = (id) => beginning(named(id), 60);
const known = () => [...ticked, ...view.given];

/* What to read now: on the map the path to the targets; on a path its own steps. */
function course() {
  if (!onMap) {
    const steps = data.steps.map((id) => ({ id, stage: papers[id].stage, role: papers[id].role, heading: false }));
    return { steps, goals: new Set(data.targets), hours: (id) => (papers[id].hours ?? 3) + (papers[id].first ?? 0) };
  }
  if (!view.targets.length) return null;
  const plan = planner.plan(view.targets, known(), { order: view.order, background: view.background });
  // A concept that no paper here introduces is no box and no item; its half hour is counted.
  const steps = plan.steps.map((step) => ({ ...step, heading: plan.order === "stages" }));
  return { steps, goals: new Set(plan.goals), hours: plan.hours, order: plan.order };
}

/* What is ticked, what a path was asked to take as known, and what these rest on. */
const covered = () => planner.knownFrom([...known(), ...(data.known || [])]).papers;

function show(move) {
  const way = course();
  const knows = covered();
  // What lies open narrows no search: it waits until that is over. What is unfolded meanwhile does.
  if (search.any() !== view.searching) {
    [view.open, view.waiting] = view.searching ? [view.waiting, new Set()] : [new Set(), view.open];
    view.searching = !view.searching;
  }
  // On a path the sections are told apart by pressing them; on the map they unfold.
  const lanes = way ? view.lit : view.open;
  const matches = search.matching(lanes);
  const members = way && way.steps.filter((step) => step.role !== "origin" && papers[step.id]);
  const number = new Map((members || []).map((step, index) => [step.id, index + 1]));
  const targets = way ? way.goals : new Set(view.targets);
  list.show(members, matches);
  list.mark({ ticked, known: knows, targets, focus: view.focus });
  showFolded(way, matches);
  const few = members !== null && members.length > 0 && members.length <= 250;
  const alone = few && (onMap ? view.alone : $("network").clientWidth < 560);
  const stage = new Map(alone ? members.map((step) => [step.id, step.stage]) : []);
  const background = new Set((members || []).filter((step) => step.role === "background").map((step) => step.id));
  // What a search or a path leads to unfolds; on a map that lies open it is marked where it stands.
  const asked = members && !alone ? new Set(number.keys()) : search.any() ? matches : null;
  const subset = view.unfolded && !view.open.size && (members || !search.filtered()) ? null : asked;
  const cursor = members ? null : view.cursor;
  const open = members ? new Set() : view.open;
  const moved = picture.update({ plan: onMap && way ? true : null, alone, unfolded: view.unfolded, open, subset, stage, number, focus: view.focus, cursor, lit: cursor, targets, known: knows, background, matches: subset ? null : matches });
  $("alone").hidden = !(onMap && few);
  $("alone").setAttribute("aria-pressed", String(view.alone));
  const sections = onMap && picture.sections().length > 1 && !alone;
  $("unfold").hidden = !sections || (view.unfolded && !view.open.size);
  $("fold").hidden = !sections || !(view.unfolded || view.open.size);
  if (typeof move === "object") picture.frame(move, true);
  else if (move === "plan" || moved) picture.frame(onMap && members && !alone && !subset ? members.map((step) => step.id) : picture.all(), true);
  else if (view.focus) picture.reveal(view.focus);
  else if (cursor) picture.reveal(cursor);
  showHead(way, members, knows, matches);
  showNext(members, knows);
  document.querySelectorAll("#sections button[data-lane]").forEach((button) => button.setAttribute("aria-pressed", lanes.has(Number(button.dataset.lane))));
  const section = !members && picture.sections().find((each) => each.lane === view.section);
  if (view.focus && papers[view.focus]) panel.show(view.focus, { number, ticked, targets: view.targets });
  else if (section) panel.section(section, { said: picture.said(section), open: view.open.has(section.lane), known: knows });
  else panel.rest();
}

/* What the path does not ask to be read: because it is known, or because nothing on the path needs it. */
function showFolded(way, matches) {
  const whole = way && onMap ? planner.plan(view.targets, [], { order: "stages", background: view.background }).steps : [];
  const left = new Set((way?.steps || []).map((step) => step.id));
  const chips = {
    done: whole.filter((step) => !left.has(step.id)),
    background: onMap && way ? way.steps.filter((step) => step.role === "origin") : [],
    // What a search finds beside the path is shown too: one looks for where to go next.
    elsewhere: onMap && way && search.any() ? [...matches].filter((id) => !left.has(id)).slice(0, 24).map((id) => ({ id })) : [],
  };
  for (const [name, steps] of Object.entries(chips)) {
    const shown = steps.filter((step) => papers[step.id]);
    $(name).hidden = !shown.length;
    $(name + "-papers").replaceChildren(...shown.map((step) => element("li", {}, panel.toPaper(step.id))));
  }
}

const roundHours = (hours) => (hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours));

function showHead(way, members, knows, matches) {
  const open = members ? members.filter((step) => !knows.has(step.id) || way.goals.has(step.id)) : [];
  const left = onMap ? open : open.filter((step) => !knows.has(step.id));
  // A concept that no paper here introduces has no item: it is named beside the list.
  const lookups = onMap && way ? way.steps.filter((step) => !papers[step.id] && !covered().has(step.id)) : [];
  const hours = [...left, ...lookups].reduce((sum, step) => sum + way.hours(step.id), 0);
  const news = members && (onMap || left.length < members.length);
  const all = data.mode === "concepts" ? " · all of it known" : " · all of it read";
  const todo = [left.length ? `${left.length} left to ${data.mode === "concepts" ? "learn" : "read"}` : "", lookups.length ? `${lookups.length} to look up` : ""].filter(Boolean).join(", ");
  $("left").textContent = news && !todo ? all : news ? ` · ${todo}, about ${roundHours(hours)} h` : "";
  $("all").hidden = !(onMap && members);
  if (embedded) {
    $("embed-bar").hidden = false;
    $("embed-title").replaceChildren(...(onMap && members ? ["Path to ", printed(view.targets.map(briefly).join(" and "))] : [document.title]));
    $("embed-left").textContent = $("left").textContent;
    const whole = address(view.given).replace(/#embed(&|$)/, "#").replace(/&embed(?=&|$)/, "");
    $("embed-whole").replaceChildren(element("a", { href: whole, target: "_blank", rel: "noopener" }, "the whole page"));
  }
  for (const id of ["copy-path", "copy-link", "choices"]) $(id).hidden = !members || (!onMap && id !== "copy-path");
  $("found").textContent = matches ? (matches.size === 1 ? "1 " + data.noun[0] : `${matches.size} ${data.noun[1]}`) : "";
  const here = [...ticked].filter((id) => papers[id] || concepts[id]).length;
  const linked = view.given.filter((id) => !ticked.has(id));
  const counts = [here || "", linked.length ? `${linked.length} by the link` : ""].filter(Boolean).join(", and ");
  const without = (id) => {
    view.given = view.given.filter((each) => each !== id);
    remember();
    show("plan");
  };
  const given = (id) => element("li", {}, element("span", { class: "goal-chip" }, printed(named(id)), element("button", { type: "button", class: "quiet", "aria-label": "Without " + named(id), onclick: () => without(id) }, "×")));
  $("linked").hidden = !linked.length;
  $("linked").replaceChildren(...linked.map(given));
  $("progress-count").textContent = counts ? `(${counts})` : "";
  if (!onMap || !items.size) return;
  $("order").value = view.order;
  $("with-background").checked = view.background;
  const chip = (id) => element("span", { class: "goal-chip" }, printed(briefly(id)), view.targets.length > 1 ? element("button", { type: "button", class: "quiet", "aria-label": "Without " + named(id), onclick: () => aim(view.targets.filter((each) => each !== id)) }, "×") : null);
  $("list-heading").replaceChildren(...(members ? ["Path to ", ...view.targets.flatMap((id, index) => (index ? [" and ", chip(id)] : [chip(id)]))] : [`Choose a ${data.noun[0]} to reach`]));
  const said = { stages: "In stages: all of a stage can be read once the stages before it are.", "just-in-time": "Each is read shortly before what needs it.", chronological: "By date." };
  const missing = view.missing.length ? ["Nothing here is called ", printed(view.missing.join(", ").slice(0, 200)), ". "] : [];
  $("list-note").replaceChildren(...missing, way && way.order !== view.order ? "This path is too long to be worked out just in time. " : "", members ? said[way.order] : "By date; none stands before what it builds on.", ...lookups.flatMap(({ id }, index) => [index ? ", " : " Look up besides: ", webLink(concepts[id]?.learn_at, conceptName(id))]), lookups.length ? "." : "");
}

/* What can be read now, the best first: in the panel while nothing is chosen. */
function showNext(members, knows) {
  if (view.focus) return;
  const few = Object.keys(papers).length <= 3000;
  const found = few ? planner.next(known(), onMap ? (view.targets.length ? view.targets : null) : data.targets) : [];
  const shown = found.filter((each) => papers[each.id] && (onMap || !knows.has(each.id))).slice(0, 6);
  nextList.replaceChildren(
    ...shown.map(({ id, unlocks }) => element("li", {}, panel.toPaper(id), unlocks.length ? element("small", {}, opening(unlocks)) : null)),
  );
  nextList.hidden = nextHeading.hidden = !shown.length;
}

const opening = (unlocks) => " opens " + unlocks.slice(0, 3).map(briefly).join(", ") + (unlocks.length > 3 ? " and " + (unlocks.length - 3) + " more" : "");

/* --- what a reader does ------------------------------------------------------------------------------------------ */

function choose(id, other) {
  if (id === null) {
    view.focus = view.section = view.cursor = null;
    return show();
  }
  if (!papers[id]) return undefined;
  const way = onMap && view.targets.length ? course() : null;
  const onPath = way && (way.steps.some((step) => step.id === id) || covered().has(id));
  view.focus = id;
  if (onMap && !onPath) {
    // What found the paper is done with: the path to it is shown whole.
    search.clear();
    return aim([id]);
  }
  remember();
  show();
  if (other) panel.pointOut(other);
  return undefined;
}

function aim(ids) {
  view.targets = ids;
  view.lit.clear();
  view.section = view.cursor = null;
  view.missing = [];
  view.focus = ids.find((id) => papers[id] && (view.focus === null || ids.length === 1)) ?? (ids.length ? view.focus : null);
  remember();
  show("plan");
}

/* Unfold a section in its place, or fold it again. */
function unfold(lane) {
  const opened = !view.open.delete(lane);
  if (opened) view.open.add(lane);
  view.section = lane;
  view.cursor = null;
  remember();
  const { id, ids } = picture.sections().find((each) => each.lane === lane);
  show(opened ? [id, ...ids] : "plan");
}

/* A section's name was pressed: on the map it unfolds, on a path its steps are told from the others. */
function press(lane) {
  if (onMap && !view.targets.length) return unfold(lane);
  if (!view.lit.delete(lane)) view.lit.add(lane);
  return show();
}

function foldAll(unfolded) {
  view.unfolded = unfolded;
  view.open.clear();
  view.section = view.cursor = null;
  remember();
  show("plan");
}

function tick(id, yes) {
  if (yes) ticked.add(id);
  else ticked.delete(id);
  memory.save("read", [...ticked].sort());
  show();
}

function back() {
  if (search.any()) {
    search.clear();
    return show("plan");
  }
  if (view.lit.size) {
    view.lit.clear();
    return show();
  }
  if (onMap && view.targets.length) return aim([]);
  if (view.open.size || (view.unfolded && data.folded)) return foldAll(!data.folded);
  return choose(null);
}

$("search").addEventListener("input", (event) => {
  view.query = event.currentTarget.value;
  show();
});
$("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    $("papers").querySelector(".row a")?.focus();
  }
  if (event.key !== "Enter") return;
  const found = search.matching();
  const name = folded(view.query).trim();
  const first = found && ([...found].find((id) => [nameOf(id), titleOf(id)].some((each) => folded(each) === name)) ?? list.shown()[0] ?? [...found][0]);
  if (!first) return;
  search.clear();
  choose(first);
});

/* --- keys and buttons -------------------------------------------------------------------------------------------- */

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape") back();
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    $("search").focus();
  }
});

$("network").addEventListener("keydown", (event) => {
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (event.key === "+" || event.key === "=") picture.zoom(1.25);
  else if (event.key === "-") picture.zoom(0.8);
  else if (event.key === "0") picture.frame(picture.all(), true);
  else if (way && onMap && !view.targets.length) moveCursor(way);
  else if (way) {
    const next = view.focus ? picture.neighbour(view.focus, ...way) : picture.all()[0];
    if (next) choose(next);
  } else if ((event.key === "Enter" || event.key === " ") && view.cursor) {
    const card = picture.card(view.cursor);
    if (!card) choose(view.cursor);
    else {
      unfold(card.lane);
      pointAt(card.id);
    }
  } else return;
  event.preventDefault();
});

/* On the map the arrow keys go from section to section and from paper to paper; Enter unfolds, or chooses. */
function moveCursor(way) {
  const here = view.cursor ?? view.focus;
  const next = here ? picture.neighbour(here, ...way) : picture.all()[0];
  if (next) pointAt(next);
}

function pointAt(id) {
  view.cursor = id;
  const card = picture.card(id);
  view.section = card?.lane ?? null;
  view.focus = null;
  show();
  const does = view.targets.length ? "" : card ? (card.open ? "unfolded; Enter folds it" : "Enter unfolds it") : "Enter shows the path to it";
  $("said").textContent = [card ? card.name : titleOf(id), card ? picture.said(card) : papers[id].year, does].filter(Boolean).join(", ");
}

$("zoom-in").addEventListener("click", () => picture.zoom(1.25));
$("zoom-out").addEventListener("click", () => picture.zoom(0.8));
$("fit").addEventListener("click", () => picture.frame(picture.all(), true));
$("alone").addEventListener("click", () => {
  view.alone = !view.alone;
  show("plan");
});
/* A section's name under the mouse, or with the focus, shows the ways of that section. */
for (const [event, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  $("sections").addEventListener(event, ({ target }) => {
    const lane = target.closest("button")?.dataset.lane;
    picture.update({ lit: (on && picture.sections().find((each) => String(each.lane) === lane)?.id) || view.cursor });
  });
}
$("unfold").addEventListener("click", () => foldAll(true));
$("fold").addEventListener("click", () => foldAll(false));
$("all").addEventListener("click", () => aim([]));
$("clear").addEventListener("click", () => {
  search.clear();
  show("plan");
});
$("order").addEventListener("change", (event) => {
  view.order = event.currentTarget.value;
  remember();
  show("plan");
});
$("with-background").addEventListener("change", (event) => {
  view.background = event.currentTarget.checked;
  remember();
  show("plan");
});
$("copy-path").addEventListener("click", (event) => copyText(markdown(), event.currentTarget));
$("copy-link").addEventListener("click", (event) => copyText(address([]), event.currentTarget));
$("copy-link-known").addEventListener("click", (event) => copyText(address([...new Set(known())].filter((id) => papers[id] || concepts[id])), event.currentTarget));
$("save-known").addEventListener("click", () => saveText("known.txt", knownFile.written([...ticked].sort(), (id) => (papers[id] ? titleOf(id) : concepts[id] ? conceptName(id) : (remarks.get(id) ?? "")))));
$("load-known").addEventListener("click", () => $("known-file").click());
$("known-file").addEventListener("change", async (event) => {
  const file = event.currentTarget.files[0];
  if (!file) return;
  const text = await file.text();
  event.target.value = "";
  if (!knownFile.plausible(text)) {
    $("known-said").textContent = "This is no known-file (one paper a line, as text); nothing was taken from it.";
    return;
  }
  const { ids, elsewhere } = knownFile.read(text, finder);
  // Lines of other lists are kept: the file that is saved again still holds them.
  [...ids, ...elsewhere.map(([reference]) => reference)].forEach((id) => ticked.add(id));
  elsewhere.forEach(([reference, title]) => title && remarks.set(reference, title));
  memory.save("read", [...ticked].sort());
  memory.save("remarks", [...remarks].map((pair) => pair.join(" # ")).sort());
  $("known-said").textContent = `${ids.length} known here` + (elsewhere.length ? `; ${elsewhere.length} ${elsewhere.length === 1 ? "line names" : "lines name"} nothing here and ${elsewhere.length === 1 ? "is" : "are"} kept` : "");
  show("plan");
});

addEventListener("popstate", () => {
  recall();
  show("plan");
});

if (onMap && items.size) {
  const ids = picture.papers();
  const roots = [...ids].sort((a, b) => picture.weight(b) - picture.weight(a)).slice(0, 8).filter((id) => picture.weight(id) > 1);
  const depth = planner.depths();
  const summits = ids.filter((id) => !picture.weight(id) && depth.get(id) > 2).sort((a, b) => depth.get(b) - depth.get(a)).slice(0, 8);
  for (const [name, found] of [["roots", roots], ["summits", summits]]) {
    $(name).replaceChildren(...found.map((id) => element("li", {}, panel.toPaper(id))));
    $(name).hidden = $(name + "-heading").hidden = !found.length;
  }
}

$("network").firstChild?.setAttribute("aria-label", "Picture of the " + data.noun[1] + "; arrow keys go from one to the next, Enter unfolds a section or shows a path; the list holds the same");
$("network").firstChild?.setAttribute("role", "application");
recall();
show("plan");
new ResizeObserver(() => show("plan")).observe($("network"));
window.papergraph = { plan: planner.plan, next: planner.next, where: picture.where, boxes: picture.boxes, sheet: picture.sheet, cursor: () => view.cursor, scale: () => picture.network.getScale(), known: knownFile };
document.documentElement.dataset.ready = "true";
