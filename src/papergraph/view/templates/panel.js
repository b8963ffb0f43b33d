/* The detail panel: what a paper contributes, why it is here, what to read first and what it opens up. */

function makePanel(root, data, edges, act) {
  const { papers, concepts } = data;
  const from = new Map();
  const to = new Map();
  for (const edge of edges) {
    if (!from.has(edge.from)) from.set(edge.from, []);
    if (!to.has(edge.to)) to.set(edge.to, []);
    from.get(edge.from).push(edge);
    to.get(edge.to).push(edge);
  }
  const coreFirst = (a, b) => (a.kind !== "core") - (b.kind !== "core");
  const needs = (id) => [...(from.get(id) || [])].sort(coreFirst);
  const opens = (id) => [...(to.get(id) || [])].sort(coreFirst);
  const citekey = (id) => papers[id].key || id;
  const start = [...root.childNodes];
  const labelOf = (id) => concepts[id]?.label || id.replaceAll("-", " ");
  const how = { curated: "curated", stated: "stated in the list", inferred: "inferred", cited: "cited, no more is known" };
  const ofConcepts = data.mode === "concepts";
  const words = ofConcepts
    ? { aim: "Path to this concept", also: "Also to this concept", read: " I know this", what: "What it is", first: "Requires", none: "It requires nothing here.", opens: "Required by" }
    : { aim: "Path to this paper", also: "Also to this paper", read: " I have read this", what: "What it contributes", first: "Read first", none: "Nothing here comes before it.", opens: "Opens up" };

  const toPaper = (id) => element("button", { type: "button", class: "to lane-" + (papers[id].lane % 10), onclick: () => act.choose(id) }, printed(beginning(nameOf(id), 110)));

  /* Parts of the item in the list, copied: its text was escaped when the page was made. */
  const copies = (id, selector) => [...items.get(id).querySelectorAll(".more " + selector)].map((part) => part.cloneNode(true));

  function bare(copy) {
    copy.querySelector("span")?.remove();
    return copy;
  }

  /* The other papers here of those who wrote one; names are read off the list when this is first asked. */
  let wrote = null;
  function othersBy(id) {
    const authors = (each) => (items.get(each).querySelector(".by bdi")?.textContent || "").split(", ").filter(Boolean);
    if (!wrote) {
      wrote = new Map();
      for (const each of items.keys()) authors(each).forEach((name) => (wrote.has(name) ? wrote.get(name).push(each) : wrote.set(name, [each])));
    }
    const shared = authors(id).map((name) => [name, wrote.get(name).filter((each) => each !== id)]).filter(([, others]) => others.length);
    return shared.map(([name, others]) => element("p", { class: "chips" }, printed(name + ":"), others.slice(0, 8).map(toPaper)));
  }

  function part(title, ...content) {
    const kept = content.flat().filter(Boolean);
    return kept.length ? element("section", {}, element("h3", {}, title), kept) : null;
  }

  /* Why one paper builds on another, as the list prints it, without the name that heads it there. */
  function witnesses(edge) {
    const link = [...(items.get(edge.from)?.querySelectorAll(".builds li > a") || [])].find((each) => each.hash === "#" + items.get(edge.to).id);
    const copy = link ? link.closest("li").cloneNode(true) : element("span", {});
    copy.querySelector("a")?.remove();
    copy.querySelector("small")?.remove();
    return element("p", { class: "witness" }, [...copy.childNodes]);
  }

  function reason(edge, other) {
    const taken = (edge.taken || []).map((id) => labelOf(id));
    return element(
      "li",
      { class: "reason " + edge.kind + " " + (edge.how || "curated"), "data-other": other },
      element(
        "p",
        { class: "head" },
        toPaper(other),
        ofConcepts ? null : element("small", {}, edge.kind + ", " + how[edge.how || "curated"] + (edge.group === undefined ? "" : "; any one of these is enough")),
      ),
      taken.length ? element("p", {}, element("small", {}, "takes over: ", printed(taken.join(", ")))) : null,
      witnesses(edge),
      ofConcepts
        ? null
        : element(
            "p",
            { class: "wrong" },
            "wrong? copy ",
            copying("the command", "that takes this arrow away", () => command(edge.from, edge.to, "none", "say why it is wrong")),
            " or ",
            copying("the row", "for builds_on.tsv that takes this arrow away", () => row(edge.from, edge.to, "none", "say why it is wrong")),
          ),
    );
  }

  const copying = (text, title, made) => element("button", { type: "button", class: "quiet", title: "Copies " + text + " " + title, onclick: (event) => copyText(made(), event.currentTarget) }, text);

  /* The command that writes the row into a curation folder. */
  const command = (subject, object, kind, why) => `papergraph edge ${shellWord(subject)} ${shellWord(object)} --kind ${kind} --reason "${why}"\n`;

  /* A row of builds_on.tsv: subject, object, kind, takes, any_of, confidence, reason. */
  const row = (subject, object, kind, why) => [subject, object, kind, "", "", "", why].join("\t") + "\n";

  function missing(id) {
    const field = element("input", { type: "text", list: "all-papers", id: "missing", placeholder: "a paper to read first", autocomplete: "off" });
    const kind = element("select", { id: "missing-kind" }, element("option", { value: "core" }, "core: know it first"), element("option", { value: "background" }, "background: it helps"));
    const named = () => {
      const text = field.value.trim();
      return Object.keys(papers).find((other) => [other, citekey(other), nameOf(other), titleOf(other)].includes(text)) || text || "OBJECT";
    };
    const why = "say what it takes over, and what it changes";
    const choices = Object.keys(papers).slice(0, 500).map((other) => element("option", { value: citekey(other) }, titleOf(other)));
    return element(
      "details",
      { class: "fold" },
      element("summary", {}, "Wrong or missing?"),
      element("p", {}, "Beside each arrow, “wrong?” copies what takes it away. If an arrow is missing, name the paper to read first: the command writes a row into builds_on.tsv of your curation folder; or paste the row there yourself."),
      element("label", { for: "missing", class: "unseen" }, "Paper that should be read first"),
      field,
      element("datalist", { id: "all-papers" }, choices),
      element("label", { for: "missing-kind", class: "unseen" }, "Kind of the arrow"),
      element(
        "p",
        { class: "actions" },
        kind,
        element("button", { type: "button", onclick: (event) => copyText(command(id, named(), kind.value, why), event.currentTarget) }, "Copy the command"),
        element("button", { type: "button", onclick: (event) => copyText(row(id, named(), kind.value, why), event.currentTarget) }, "Copy the row"),
      ),
    );
  }

  function conceptList(ids, ticked) {
    const known = (ids || []).filter((id) => concepts[id]);
    if (!known.length) return null;
    const learn = ({ learn_at: url, learn_in: paper }) => (url ? [" ", webLink(url, "learn it")] : paper && papers[paper] ? [" ", toPaper(paper)] : null);
    const box = (id) => {
      const made = element("input", { type: "checkbox", onchange: (event) => act.tick(id, event.currentTarget.checked) });
      made.checked = ticked.has(id);
      return element("label", { class: "knows" }, made, " I know this", element("span", { class: "unseen" }, ": " + labelOf(id)));
    };
    const aim = (id) =>
      act.canTarget(id) ? element("button", { type: "button", class: "quiet", onclick: () => act.target([id]) }, "path to it", element("span", { class: "unseen" }, ": " + labelOf(id))) : null;
    return element("dl", {}, known.map((id) => [element("dt", {}, printed(labelOf(id))), element("dd", {}, printed(concepts[id].definition || ""), learn(concepts[id]), element("p", { class: "actions" }, box(id), aim(id)))]));
  }

  function date({ year, month }) {
    if (!year) return "";
    return month ? new Date(Date.UTC(2000, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" }) + " " + year : String(year);
  }

  function show(id, view) {
    const paper = papers[id];
    const usedBy = opens(id).filter((edge) => view.number.has(edge.from));
    const reasons = (list, end) => (list.length ? element("ul", { class: "reasons" }, list.map((edge) => reason(edge, edge[end]))) : null);
    const tick = element("input", { type: "checkbox", onchange: (event) => act.tick(id, event.currentTarget.checked) });
    tick.checked = view.ticked.has(id);
    const pane = root.parentElement;
    const section = data.sections[paper.lane];
    root.replaceChildren(
      ...[
        section ? element("p", { class: "section lane-" + (paper.lane % 10) }, element("span", { class: "swatch" }), printed(section)) : null,
        element("h2", {}, printed(titleOf(id))),
        ...copies(id, ".by"),
        element("p", { class: "facts" }, [date(paper), ...copies(id, ".facts").map((part) => part.textContent)].filter(Boolean).join(" · ")),
        ...copies(id, ".links"),
        element(
          "p",
          { class: "actions" },
          act.canTarget(id) ? element("button", { type: "button", class: "main", onclick: () => act.target([id]) }, words.aim) : null,
          act.canTarget(id) && view.targets.length ? element("button", { type: "button", onclick: () => act.target([...view.targets, id]) }, words.also) : null,
          element("label", {}, tick, words.read),
        ),
        part(words.what, copies(id, ".contributes")),
        part("Why it is here", reasons(usedBy, "from")),
        part("Know first", copies(id, ".first")),
        part(words.first, reasons(needs(id), "to") || element("p", {}, words.none)),
        part("Introduced by", copies(id, ".intro").map(bare)),
        part("Used by", copies(id, ".users").map(bare)),
        part(words.opens, opens(id).length ? element("p", { class: "chips" }, opens(id).map((edge) => toPaper(edge.from))) : null),
        part("Something to implement", copies(id, ".try")),
        part("Something to picture", copies(id, ".draw")),
        part("Introduces", conceptList(paper.introduces, view.ticked)),
        part("Uses", conceptList(paper.uses, view.ticked)),
        part("More by its authors", othersBy(id)),
        part("Also called", copies(id, ".names")),
        part("In the lists", copies(id, ".places")),
        part("Noted", copies(id, ".noted")),
        paper.concept ? null : missing(id),
      ].filter(Boolean),
    );
    pane.scrollTop = 0;
  }

  /* A section of the map: what of it most is built on, where it begins, what it rests on and what it opens up. */
  function section(group, view) {
    const told = ({ core, background }) => (ofConcepts ? String(core + background) : [core && core + " core", background && background + " background"].filter(Boolean).join(", "));
    const toSection = (lane) => element("button", { type: "button", class: "to lane-" + (lane % 10), onclick: () => act.unfold(lane) }, printed(data.sections[lane]));
    const ways = (end, other) =>
      group.flows
        .filter((flow) => flow[end] === group.lane)
        .sort((a, b) => b.core - a.core || b.background - a.background)
        .map((flow) => element("li", {}, toSection(flow[other]), " ", element("small", {}, told(flow))));
    const listed = (items) => (items.length ? element("ul", { class: "next" }, items) : null);
    const inside = new Set(group.ids);
    const begins = group.ids.filter((id) => !view.known.has(id) && !needs(id).some((edge) => edge.kind === "core" && inside.has(edge.to) && !view.known.has(edge.to)));
    const papersOf = (ids) => (ids.length ? element("p", { class: "chips" }, ids.slice(0, 8).map(toPaper)) : null);
    root.replaceChildren(
      ...[
        element("p", { class: "section lane-" + (group.lane % 10) }, element("span", { class: "swatch" }), "Section"),
        element("h2", {}, printed(group.name)),
        element("p", { class: "facts" }, view.said + ", about " + Math.round(ofConcepts ? group.ids.length / 2 : group.hours) + " h"),
        element("p", { class: "actions" }, element("button", { type: "button", class: "main", onclick: () => act.unfold(group.lane) }, view.open ? "Fold it" : "Unfold it")),
        part("Most built on", papersOf(group.built.filter((id) => to.has(id)))),
        part("Begin with", papersOf(begins)),
        part("Rests on", listed(ways("after", "before"))),
        part("Opens up", listed(ways("before", "after"))),
      ].filter(Boolean),
    );
    root.parentElement.scrollTop = 0;
  }

  function pointOut(other) {
    const found = [...root.querySelectorAll(".reason")].find((each) => each.dataset.other === other);
    found?.scrollIntoView({ block: "center" });
    found?.classList.add("pointed");
  }

  return { show, section, pointOut, toPaper, rest: () => root.replaceChildren(...start) };
}
