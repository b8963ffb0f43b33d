/* The detail panel: what a paper contributes, why it is here, what opens it and what it opens. */

function makePanel(root, data, edges, act) {
  const { papers, concepts } = data;
  const from = new Map();
  const to = new Map();
  for (const edge of edges) {
    from.set(edge.from, [...(from.get(edge.from) || []), edge]);
    to.set(edge.to, [...(to.get(edge.to) || []), edge]);
  }
  const first = (a, b) => (a.kind !== "core") - (b.kind !== "core");
  const needs = (id) => [...(from.get(id) || [])].sort(first);
  const opens = (id) => [...(to.get(id) || [])].sort(first);
  const start = [...root.childNodes];

  const toPaper = (id) =>
    papers[id]
      ? element("button", { type: "button", class: "to lane-" + papers[id].lane, onclick: () => act.choose(id) }, printed(papers[id].label))
      : printed(id);

  const part = (title, ...content) => {
    const kept = content.flat().filter(Boolean);
    return kept.length ? element("section", {}, element("h3", {}, title), kept) : null;
  };

  const HOW = { curated: "curated", stated: "stated in the list", inferred: "inferred" };

  /* One reason or quote, and where it stands. */
  function witness(each) {
    const words = each.quote ? element("q", {}, printed(each.quote)) : printed(each.reason || each.by);
    return element("p", { class: "witness" }, words, each.place ? element("small", {}, " ", printed(each.place)) : null);
  }

  function reason(edge, other) {
    const taken = edge.takes.length ? element("p", { class: "takes" }, "takes over: ", edge.takes.map((text, index) => [index ? ", " : "", printed(text)])) : null;
    return element(
      "li",
      { class: "reason " + edge.kind + " " + edge.how, "data-other": other },
      element("p", { class: "head" }, toPaper(other), element("span", { class: "kind" }, edge.kind + " · " + HOW[edge.how] + (edge.group ? " · any one of these" : ""))),
      taken,
      edge.why.map(witness),
      wrong(edge),
    );
  }

  /* A curated row, ready to be pasted into builds_on.tsv. */
  const row = (subject, object, kind, takes, why) => [subject, object, kind, takes, "", "", why].join("\t");

  function wrong(edge) {
    return element(
      "button",
      {
        type: "button",
        class: "quiet",
        title: "Copies a row for builds_on.tsv that takes this arrow away",
        onclick: (event) => copyText(row(edge.from, edge.to, "none", "", "why this is wrong") + "\n", event.currentTarget),
      },
      "wrong?",
    );
  }

  function missing(id) {
    const field = element("input", { type: "text", list: "all-papers", id: "missing", placeholder: "a paper to read first" });
    const byName = (text) => Object.values(papers).find((paper) => [paper.key, paper.label, paper.title, paper.id].includes(text.trim()));
    return element(
      "details",
      { class: "fold" },
      element("summary", {}, "Wrong or missing?"),
      element("p", {}, "Beside each arrow, “wrong?” copies a row that takes it away. For an arrow that is missing, name the paper to read first; the row goes into builds_on.tsv of your curation folder."),
      element("label", { for: "missing", class: "unseen" }, "Paper that should be read first"),
      field,
      element("datalist", { id: "all-papers" }, Object.values(papers).slice(0, 2000).map((paper) => element("option", { value: paper.key || paper.id }, paper.title))),
      element(
        "button",
        { type: "button", onclick: (event) => copyText(row(id, byName(field.value)?.id || field.value.trim() || "OBJECT", "core", "", "what it takes over") + "\n", event.currentTarget) },
        "Copy the row",
      ),
    );
  }

  function concept(id) {
    const known = concepts[id];
    if (!known) return null;
    return element(
      "div",
      { class: "concept" },
      element("dt", {}, printed(known.label)),
      element("dd", {}, known.definition ? printed(known.definition) : null, known.learn_at ? [" ", webLink(known.learn_at, "learn it")] : null),
    );
  }
  const conceptList = (ids) => {
    const kept = ids.map(concept).filter(Boolean);
    return kept.length ? element("dl", {}, kept) : null;
  };

  const listed = (id, key) => (papers[id].notes[key] || []).map((text) => element("p", {}, printed(text)));

  function facts(paper) {
    const parts = [
      paper.year ? (paper.month ? new Date(Date.UTC(2000, paper.month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" }) + " " : "") + paper.year : "",
      paper.venue,
      paper.hours ? (paper.estimate ? "~" : "") + paper.hours + " h" : "",
      paper.level || "",
      ["paper", "concept"].includes(paper.kind) ? "" : paper.kind,
    ].filter(Boolean);
    return element("p", { class: "facts" }, parts.map((text, index) => [index ? " · " : "", printed(text)]));
  }

  function show(id, view) {
    const paper = papers[id];
    const inPlan = (other) => view.number.has(other);
    const usedBy = opens(id).filter((edge) => inPlan(edge.from));
    const contributes = ["summary", "contribution", "insight"].flatMap((key) => listed(id, key));
    const tick = element("input", { type: "checkbox", id: "panel-tick", onchange: (event) => act.tick(id, event.currentTarget.checked) });
    tick.checked = view.ticked.has(id);
    root.replaceChildren(
      element("p", { class: "section lane-" + paper.lane }, element("span", { class: "swatch lane-" + paper.lane }), printed(paper.section)),
      element("h2", {}, printed(paper.title)),
      element("p", { class: "by" }, paper.authors.map((name, index) => [index ? ", " : "", act.author ? element("button", { type: "button", class: "quiet name", onclick: () => act.author(name) }, printed(name)) : printed(name)]), paper.more_authors ? " et al." : ""),
      facts(paper),
      element(
        "p",
        { class: "actions" },
        act.canTarget(id) ? element("button", { type: "button", class: "main", onclick: () => act.target(id) }, "Path to this paper") : null,
        element("label", {}, tick, " I have read this"),
      ),
      ...[
        paper.links.length ? element("p", { class: "links" }, paper.links.map((link, index) => [index ? " · " : "", webLink(link.url, link.role + ": " + link.host)])) : null,
        part("What it contributes", contributes),
        part("Why it is here", usedBy.length ? element("ul", { class: "reasons" }, usedBy.map((edge) => reason(edge, edge.from))) : null),
        part("Read first", needs(id).length ? element("ul", { class: "reasons" }, needs(id).map((edge) => reason(edge, edge.to))) : element("p", {}, "Nothing here comes before it.")),
        part("Opens up", opens(id).length ? element("p", { class: "chips" }, opens(id).map((edge) => toPaper(edge.from))) : null),
        part("Something to implement", listed(id, "implement")),
        part("Something to picture", listed(id, "picture")),
        part("What came of it", listed(id, "impact")),
        part("Introduces", conceptList(paper.introduces)),
        part("Uses", conceptList(paper.uses)),
        part("Also called", paper.names.length ? element("p", {}, paper.names.map((name, index) => [index ? "; " : "", printed(name)])) : null),
        part("In the lists", paper.places.length ? element("p", {}, paper.places.map((where, index) => [index ? ", " : "", printed(where)])) : null),
        paper.kind === "concept" ? null : missing(id),
      ].filter(Boolean),
    );
    root.parentElement.scrollTop = 0;
  }

  function pointOut(other) {
    const found = [...root.querySelectorAll(".reason")].find((each) => each.dataset.other === other);
    if (found) found.scrollIntoView({ block: "center" });
    if (found) found.classList.add("pointed");
  }

  return { show, pointOut, rest: () => root.replaceChildren(...start) };
}
