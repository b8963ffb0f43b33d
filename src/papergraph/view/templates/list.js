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

const nameOf = (id) => items.get(id)?.querySelector(".row b").textContent ?? id;
const titleOf = (id) => items.get(id)?.querySelector(".row span")?.textContent ?? nameOf(id);

function makeList(root, act) {
  const all = [...root.children];

  for (const [id, item] of items) {
    const tick = element("input", { type: "checkbox", "aria-label": "I have read " + nameOf(id), onchange: (event) => act.tick(id, event.currentTarget.checked) });
    item.querySelector(".row").prepend(tick);
  }
  // Every link to a paper of the page chooses it, wherever the link stands.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const item = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!idOf.has(item)) return;
    event.preventDefault();
    act.choose(idOf.get(item));
  });

  root.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const links = [...root.querySelectorAll("li:not([hidden]) .row a")];
    const here = links.indexOf(document.activeElement);
    if (here < 0) return;
    event.preventDefault();
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
    links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  });

  /* Show these steps in this order (all papers when there are none), and what the search leaves of them. */
  let last = all;
  function show(steps, matches) {
    const order = steps ? steps.map((step) => items.get(step.id)).filter(Boolean) : all;
    const kept = new Set(order);
    let [stage, count] = [0, 0];
    if (order.length !== last.length || order.some((item, index) => item !== last[index])) root.append(...order);
    last = order;
    all.forEach((item) => (item.hidden = !kept.has(item) || Boolean(matches && !matches.has(idOf.get(item)))));
    all.forEach((item) => item.removeAttribute("data-stage"));
    for (const step of steps || []) {
      // Stages are counted anew: one that holds only what is folded away is not seen.
      if (step.heading && step.stage !== stage) items.get(step.id).dataset.stage = count += 1;
      stage = step.stage;
    }
  }

  function mark(view) {
    for (const [id, item] of items) {
      item.querySelector(".row input").checked = view.ticked.has(id);
      item.classList.toggle("read", view.known.has(id));
      item.classList.toggle("goal", view.targets.has(id));
      const chosen = id === view.focus;
      item.classList.toggle("chosen", chosen);
      if (chosen) item.querySelector(".row a").setAttribute("aria-current", "true");
      else item.querySelector(".row a").removeAttribute("aria-current");
      if (chosen && !item.hidden) keepInSight(item);
    }
  }

  function keepInSight(item) {
    const pane = root.closest(".pane");
    if (pane.scrollHeight <= pane.clientHeight) return;
    const [box, frame] = [item.getBoundingClientRect(), pane.getBoundingClientRect()];
    const head = pane.querySelector(".list-head").offsetHeight;
    if (box.top < frame.top + head) pane.scrollTop -= frame.top + head - box.top + 8;
    else if (box.bottom > frame.bottom) pane.scrollTop += box.bottom - frame.bottom + 8;
  }

  return { show, mark, shown: () => last.filter((item) => !item.hidden).map((item) => idOf.get(item)) };
}
