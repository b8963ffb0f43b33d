/* The ordered list: the items that the page came with, shown in the order of the path. */

function makeList(root, act) {
  const items = new Map([...root.children].map((item) => [item.dataset.id, item]));
  const all = [...items.values()];

  for (const [id, item] of items) {
    item.querySelector(".choose").addEventListener("click", (event) => {
      event.preventDefault();
      act.choose(id);
    });
    item.querySelector(".tick input").addEventListener("change", (event) => act.tick(id, event.currentTarget.checked));
  }

  root.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const links = [...root.querySelectorAll("li:not([hidden]) .choose")];
    const here = links.indexOf(document.activeElement);
    if (here < 0) return;
    event.preventDefault();
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
    links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  });

  /* Show these steps in this order (all papers when there are none), and what the search leaves of them. */
  function show(steps, matches) {
    const order = steps ? steps.map((step) => items.get(step.id)).filter(Boolean) : all;
    let stage = 0;
    for (const item of all) {
      item.hidden = true;
      item.removeAttribute("data-stage");
    }
    order.forEach((item, index) => {
      root.append(item);
      const step = steps && steps[index];
      item.hidden = Boolean(matches && !matches.has(item.dataset.id));
      if (step && step.heading && step.stage !== stage) item.dataset.stage = step.stage;
      stage = step ? step.stage : 0;
    });
  }

  function mark(view) {
    for (const [id, item] of items) {
      item.querySelector(".tick input").checked = view.ticked.has(id);
      item.classList.toggle("read", view.ticked.has(id) || view.known.has(id));
      item.classList.toggle("goal", view.targets.has(id));
      const chosen = id === view.focus;
      item.classList.toggle("chosen", chosen);
      if (chosen) item.querySelector(".choose").setAttribute("aria-current", "true");
      else item.querySelector(".choose").removeAttribute("aria-current");
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

  return { show, mark, ids: () => [...items.keys()], item: (id) => items.get(id) };
}
