/* Search and filters: which papers hold all words, and stand in the section, concept, years and kind asked for. */

function makeSearch(data, view, changed, pressed) {
  const { papers, concepts } = data;
  const labelOf = (id) => concepts[id]?.label || id.replaceAll("-", " ");
  const conceptsOf = (id) => [...(papers[id].introduces || []), ...(papers[id].uses || [])];
  const kindOf = (id) => papers[id].kind || "paper";
  let haystack = null;

  function texts() {
    // Made when it is first asked for: a large list costs half a second.
    haystack ??= new Map(
      [...items].map(([id, item]) => {
        const paper = papers[id];
        const names = [...item.querySelectorAll(".row a > *, .by, .names")].map((each) => each.textContent);
        return [id, folded([...names, ...conceptsOf(id).map(labelOf), paper.year || "", paper.key, data.sections[paper.lane] || "", id].join(" \n "))];
      }),
    );
    return haystack;
  }

  const filtered = () => view.concept || view.from || view.to || view.kind;
  const fits = (id) =>
    (!view.concept || conceptsOf(id).includes(view.concept)) &&
    (!view.from || (papers[id].year ?? -Infinity) >= view.from) &&
    (!view.to || (papers[id].year ?? Infinity) <= view.to) &&
    (!view.kind || kindOf(id) === view.kind);

  /* The papers that pass the filters, hold all words of the search and stand in one of these sections, if there are
     any; null when nothing is asked. */
  function matching(lanes = new Set()) {
    const words = folded(view.query).split(/\s+/).filter(Boolean);
    if (!words.length && !filtered() && !lanes.size) return null;
    const found = words.length ? [...texts()].filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id) : Object.keys(papers);
    return new Set(found.filter((id) => fits(id) && (!lanes.size || lanes.has(papers[id].lane))));
  }

  /* --- the filters' own fields, with how many papers each choice holds ------------------------------------------- */

  const field = (id) => document.getElementById(id);
  function counted(of) {
    const count = new Map();
    Object.keys(papers).forEach((id) => new Set(of(id)).forEach((each) => count.set(each, (count.get(each) || 0) + 1)));
    return [...count];
  }
  function options(id, choices, all) {
    field(id).replaceChildren(element("option", { value: "" }, all), ...choices.map(([value, text]) => element("option", { value }, text)));
  }
  const byName = (a, b) => (a[1] < b[1] ? -1 : 1);
  const found = counted(conceptsOf).filter(([id]) => concepts[id]);
  options("by-concept", found.map(([id, count]) => [id, `${labelOf(id)} (${count})`]).sort(byName), "any concept");
  const kinds = counted((id) => [kindOf(id)]);
  options("by-kind", kinds.map(([kind, count]) => [kind, `${kind} (${count})`]).sort(byName), "any kind");
  field("by-concept").closest("label").hidden = !found.length;
  field("by-kind").closest("label").hidden = kinds.length < 2;
  const years = Object.values(papers).map((paper) => paper.year).filter(Boolean);
  for (const [id, at] of [["by-from", Math.min(...years)], ["by-to", Math.max(...years)]]) if (years.length) field(id).placeholder = at;

  for (const [id, name, read] of [["by-concept", "concept", String], ["by-kind", "kind", String], ["by-from", "from", Number], ["by-to", "to", Number]]) {
    const taken = () => {
      const asked = field(id).value && read(field(id).value);
      if (asked === view[name]) return;
      view[name] = asked;
      changed("plan");
    };
    field(id).addEventListener("change", taken);
    // A year counts as soon as it is whole: one looks at the list, not for a key to press.
    field(id).addEventListener("input", ({ target }) => (target.value === "" || target.value.length === 4) && taken());
  }
  document.getElementById("sections").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-lane]");
    if (button) pressed(Number(button.dataset.lane));
  });

  function clear() {
    Object.assign(view, { query: "", concept: "", from: "", to: "", kind: "" });
    ["by-concept", "by-kind", "by-from", "by-to", "search"].forEach((id) => (field(id).value = ""));
  }

  return { matching, clear, filtered, any: () => Boolean(view.query.trim() || filtered()) };
}
