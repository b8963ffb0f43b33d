/* The page: one state (what is chosen, where to, what is read), shown by list, picture and panel alike. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const { data, given } = unpacked(read("page-data"), { ...read("network-data"), options: read("network-options") });
const onMap = data.mode === "map";
const papers = data.papers;
const $ = (id) => document.getElementById(id);
document.documentElement.classList.replace("no-js", "js");

findItems(papers);

const planner = makePlanner(data, given.edges);
const ticked = new Set(memory.load("read"));
const view = { targets: onMap ? [] : data.targets, focus: null, query: "", lanes: new Set(), alone: true };

const list = makeList($("papers"), { choose, tick });
const panel = makePanel($("panel"), data, given.edges, { choose, tick, target: aim, canTarget: (id) => onMap && !view.targets.includes(id) });
const picture = makePicture($("network"), given, data, choose);

/* What to read now: on the map the path to the target; on a path its own steps, less what is not needed any more. */
function steps() {
  if (onMap) {
    if (!view.targets.length) return null;
    return planner.plan(view.targets, ticked).steps.map((step) => ({ ...step, heading: true }));
  }
  return data.steps.map((id) => ({ id, stage: papers[id].stage, role: papers[id].role, heading: false }));
}

/* What is ticked, what a path was asked to take as known, and what these rest on. */
const covered = () => planner.knownFrom([...ticked, ...(data.known || [])]).papers;

function show(move) {
  const plan = steps();
  const known = covered();
  const matches = matching();
  const members = plan && plan.filter((step) => step.role !== "origin");
  const number = new Map((members || []).map((step, index) => [step.id, index + 1]));
  const targets = new Set(view.targets);
  list.show(members, matches);
  list.mark({ ticked, known, targets, focus: view.focus });
  showFolded(plan);
  const alone = onMap && view.alone && members !== null && members.length > 1 && members.length <= 250;
  const stage = new Map(alone ? members.map((step) => [step.id, step.stage]) : []);
  const moved = picture.update({ plan: onMap && plan ? true : null, alone, stage, number, focus: view.focus, targets, known, matches });
  $("alone").hidden = !(onMap && members && members.length > 1 && members.length <= 250);
  $("alone").setAttribute("aria-pressed", String(view.alone));
  if (move === "plan" || moved) picture.frame(members ? members.map((step) => step.id) : picture.all(), true);
  else if (view.focus) picture.reveal(view.focus);
  showHead(members, known, matches);
  document.querySelectorAll("#sections button").forEach((button) => button.setAttribute("aria-pressed", view.lanes.has(Number(button.dataset.lane))));
  if (view.focus && papers[view.focus]) panel.show(view.focus, { number, ticked });
  else panel.rest();
}

/* What the path does not ask to be read: because it is read, or because nothing on the path needs it. */
function showFolded(plan) {
  const whole = plan && onMap ? planner.plan(view.targets, []).steps : [];
  const left = new Set((plan || []).map((step) => step.id));
  const folded = {
    done: whole.filter((step) => !left.has(step.id)),
    background: onMap && plan ? plan.filter((step) => step.role === "origin") : [],
  };
  for (const [name, steps] of Object.entries(folded)) {
    $(name).hidden = !steps.length;
    $(name + "-papers").replaceChildren(...steps.map((step) => element("li", {}, panel.toPaper(step.id))));
  }
}

const roundHours = (hours) => (hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours));

function showHead(members, known, matches) {
  const open = members ? members.filter((step) => !known.has(step.id)) : [];
  const hours = open.reduce((sum, step) => sum + (papers[step.id].hours ?? 3) + (papers[step.id].first ?? 0), 0);
  const news = members && (onMap || open.length < members.length);
  $("left").textContent = news ? ` · ${open.length} left to read, about ${roundHours(hours)} h` : "";
  $("all").hidden = !(onMap && members);
  $("copy-path").hidden = !members;
  $("found").textContent = matches ? (matches.size === 1 ? "1 paper" : `${matches.size} papers`) : "";
  if (!onMap) return;
  $("list-heading").replaceChildren(...(members ? ["Path to ", ...view.targets.map((id) => printed(nameOf(id)))] : ["Choose a paper to reach"]));
  $("list-note").textContent = members
    ? "In stages: all of a stage can be read once the stages before it are."
    : "By date; none stands before what it builds on.";
}

/* --- what a reader does ------------------------------------------------------------------------------------------ */

function choose(id, other) {
  if (id === null) {
    view.focus = null;
    return show();
  }
  if (!papers[id]) return undefined;
  const plan = onMap && steps();
  const onPath = plan && (plan.some((step) => step.id === id) || covered().has(id));
  view.focus = id;
  if (onMap && !onPath) return aim(id);
  remember();
  show();
  if (other) panel.pointOut(other);
  return undefined;
}

function aim(id) {
  view.targets = id === null ? [] : [id];
  view.focus = id;
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
  if (view.query || view.lanes.size) {
    view.lanes.clear();
    return search("");
  }
  if (onMap && view.targets.length) return aim(null);
  return choose(null);
}

/* --- search ------------------------------------------------------------------------------------------------------ */

const haystack = new Map(
  [...items].map(([id, item]) => {
    const paper = papers[id];
    const concepts = [...(paper.introduces || []), ...(paper.uses || [])].map((each) => data.concepts[each]?.label || each.replaceAll("-", " "));
    const names = [...item.querySelectorAll(".row a > *, .by, .names")].map((each) => each.textContent);
    return [id, folded([...names, ...concepts, paper.year || "", paper.key, data.sections[paper.lane] || "", id].join(" \n "))];
  }),
);

/* The papers that hold all words of the search and stand in one of the chosen sections; null when nothing is asked. */
function matching() {
  const words = folded(view.query).split(/\s+/).filter(Boolean);
  if (!words.length && !view.lanes.size) return null;
  const fits = ([id, text]) => words.every((word) => text.includes(word)) && (!view.lanes.size || view.lanes.has(papers[id].lane));
  return new Set([...haystack].filter(fits).map(([id]) => id));
}

$("sections").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const lane = Number(button.dataset.lane);
  if (!view.lanes.delete(lane)) view.lanes.add(lane);
  show();
});

function search(query) {
  view.query = query;
  $("search").value = query;
  show();
}

$("search").addEventListener("input", (event) => {
  view.query = event.currentTarget.value;
  show();
});
$("search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const found = matching();
  const first = found && (list.shown()[0] || [...found][0]);
  if (!first) return;
  search("");
  choose(first);
});

/* --- keys, buttons, address -------------------------------------------------------------------------------------- */

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
  else if (way) {
    const next = view.focus ? picture.neighbour(view.focus, ...way) : picture.all()[0];
    if (next) choose(next);
  } else return;
  event.preventDefault();
});

$("zoom-in").addEventListener("click", () => picture.zoom(1.25));
$("zoom-out").addEventListener("click", () => picture.zoom(0.8));
$("fit").addEventListener("click", () => picture.frame(picture.all(), true));
$("alone").addEventListener("click", () => {
  view.alone = !view.alone;
  show("plan");
});
$("all").addEventListener("click", () => aim(null));
$("copy-path").addEventListener("click", (event) => copyText(markdown(), event.currentTarget));

function markdown() {
  const plain = (text) => text.replace(/([\\`*_[\]<>#|])/g, "\\$1");
  const lines = (steps() || []).filter((step) => step.role !== "origin").map((step, index) => {
    const link = items.get(step.id).querySelector(".links a");
    const title = link ? `[${plain(titleOf(step.id))}](${link.href})` : plain(titleOf(step.id));
    return `${index + 1}. ${ticked.has(step.id) ? "(read) " : ""}${title}${papers[step.id].year ? ` (${papers[step.id].year})` : ""}`;
  });
  return lines.join("\n") + "\n";
}

/* The address keeps where one is, so that a link and the browser's back button lead there again. */
function remember() {
  const parts = [];
  if (onMap && view.targets.length) parts.push("target=" + view.targets.map(encodeURIComponent).join(","));
  if (view.focus && view.focus !== view.targets[0]) parts.push("paper=" + encodeURIComponent(view.focus));
  const hash = parts.length ? "#" + parts.join("&") : "";
  if (hash !== location.hash) history.pushState(null, "", hash || location.pathname + location.search);
}

function recall() {
  const parts = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")));
  const named = (text) => {
    try {
      return decodeURIComponent(text || "");
    } catch {
      return "";
    }
  };
  const anchor = Object.keys(papers).find((id) => location.hash === "#" + items.get(id)?.id);
  const targets = (parts.get("target") || "").split(",").map(named).filter((id) => papers[id]);
  const focus = named(parts.get("paper"));
  if (onMap) view.targets = targets.length ? targets : anchor ? [anchor] : [];
  view.focus = papers[focus] ? focus : anchor ? anchor : view.targets[0] && onMap ? view.targets[0] : null;
}

addEventListener("popstate", () => {
  recall();
  show("plan");
});

if (onMap) {
  const ids = picture.all();
  const roots = [...ids].sort((a, b) => picture.weight(b) - picture.weight(a)).slice(0, 8).filter((id) => picture.weight(id) > 1);
  const depth = planner.depths();
  const summits = ids.filter((id) => !picture.weight(id) && depth.get(id) > 2).sort((a, b) => depth.get(b) - depth.get(a)).slice(0, 8);
  for (const [name, found] of [["roots", roots], ["summits", summits]]) {
    $(name).replaceChildren(...found.map((id) => element("li", {}, panel.toPaper(id))));
    $(name).hidden = $(name + "-heading").hidden = !found.length;
  }
}

$("network").firstChild?.setAttribute("aria-label", "Picture of the papers; arrow keys go from paper to paper, the list holds the same");
$("network").firstChild?.setAttribute("role", "application");
recall();
show("plan");
new ResizeObserver(() => show("plan")).observe($("network"));
window.papergraph = { plan: planner.plan, where: picture.where, scale: () => picture.network.getScale() };
document.documentElement.dataset.ready = "true";
