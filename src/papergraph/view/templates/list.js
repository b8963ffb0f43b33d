/* The ordered list: the items that the page came with, shown in the order of the path. */

/* Every paper in the page, and what the list prints of it; found by the papers' places in the page. */
const items = new Map();
const idOf = new Map();

function findItems(papers) {
  for (const [id, paper] of Object.entries(papers)) {
    const item = document.getElementById(paper.anchor || "p-" + paper.key);
    items.set(id, item);
    idOf.set(item, id);
  }
}

const nameOf = (id) => items.get(id)?.querySelector("b").textContent ?? id;
const titleOf = (id) => items.get(id)?.firstElementChild.querySelector("span")?.textContent ?? nameOf(id);

function makeList(root, act) {
  const all = [...root.children];
  // Thousands of items cost a browser seconds for each change of the page: none is in it while it is made.
  root.replaceChildren();
  const MOST_SHOWN = 400;
  let most = MOST_SHOWN;
  const more = element("button", { type: "button", class: "more-items", hidden: true, onclick: showMore });
  root.after(more);

  for (const [id, item] of items) {
    const tick = element("input", { type: "checkbox", "aria-label": act.ticked + nameOf(id), onchange: (event) => act.tick(id, event.currentTarget.checked) });
    item.querySelector(".row").prepend(tick);
  }
  const places = new Map([...items].map(([id, item]) => [item.id, id]));
  // Every link to a paper of the page chooses it, wherever the link stands.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const id = link && places.get(link.getAttribute("href").slice(1));
    if (id === undefined || id === null) return;
    event.preventDefault();
    act.choose(id);
    // On a phone the whole page scrolls, and a path is shorter than the list it was chosen from.
    const item = items.get(id);
    if (root.contains(link) && item.getBoundingClientRect().top < 0) item.scrollIntoView();
  });

  root.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const links = [...root.querySelectorAll(".row a")];
    const here = links.indexOf(document.activeElement);
    if (here < 0) return;
    event.preventDefault();
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
    links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  });

  /* Show these steps in this order (all papers when there are none), and what the search leaves of them. Whatever is
     not shown is taken out: to hide thousands of neighbours one by one costs a browser minutes. */
  let last = [];
  let asked = [];
  let orderShown = "";
  function showMore() {
    most += MOST_SHOWN;
    const first = last.length;
    show(...asked);
    last[first]?.querySelector("a").focus();
  }

  function show(steps, matches) {
    asked = [steps, matches];
    const order = steps ? steps.map((step) => items.get(step.id)).filter(Boolean) : all;
    order.forEach((item, index) => (item.firstElementChild.dataset.number = index + 1));
    all.forEach((item) => delete item.dataset.stage);
    let [stage, count] = [0, 0];
    for (const step of steps || []) {
      // Stages are counted anew: one that holds only what is folded away is not seen.
      if (step.heading && step.stage !== stage) items.get(step.id).dataset.stage = count += 1;
      stage = step.stage;
    }
    const wanted = matches ? order.filter((item) => matches.has(idOf.get(item))) : order;
    const kind = wanted.length + " " + wanted[0]?.id;
    if (kind !== orderShown && asked[0] !== null) most = MOST_SHOWN;
    orderShown = kind;
    const shown = wanted.slice(0, most);
    more.hidden = shown.length === wanted.length;
    more.textContent = "Show more (" + (wanted.length - shown.length).toLocaleString("en") + " left)";
    if (shown.length === last.length && shown.every((item, index) => item === last[index])) return;
    const focused = document.activeElement;
    root.replaceChildren(...shown);
    last = shown;
    if (root.contains(focused)) focused.focus({ preventScroll: true });
  }

  const parts = new Map([...items].map(([id, item]) => [id, { item, box: item.querySelector("input"), link: item.querySelector("a") }]));
  function mark(view) {
    for (const [id, { item, box, link }] of parts) {
      const chosen = id === view.focus;
      box.checked = view.ticked.has(id);
      item.className = item.className.replace(/ (read|goal|chosen)\b/g, "") + (view.known.has(id) ? " read" : "") + (view.targets.has(id) ? " goal" : "") + (chosen ? " chosen" : "");
      if (chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const item = items.get(view.focus);
    if (item && root.contains(item)) keepInSight(item);
  }

  function keepInSight(item) {
    const pane = root.closest(".pane");
    if (pane.scrollHeight <= pane.clientHeight) return;
    const [box, frame] = [item.getBoundingClientRect(), pane.getBoundingClientRect()];
    const head = pane.querySelector(".list-head").offsetHeight;
    if (box.top < frame.top + head) pane.scrollTop -= frame.top + head - box.top + 8;
    else if (box.bottom > frame.bottom) pane.scrollTop += box.bottom - frame.bottom + 8;
  }

  return { show, mark, shown: () => last.map((item) => idOf.get(item)) };
}
