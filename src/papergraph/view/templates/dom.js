/* Elements made from text only: nothing that a list holds is ever read as HTML. */

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return made;
}

/* Text of a list, kept from reordering what stands around it. */
const printed = (text) => element("bdi", {}, text);

/* A link, only to the web; any other address is shown as text. */
function webLink(url, text) {
  if (!/^https?:\/\//i.test(url)) return printed(text);
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, printed(text));
}

function copyText(text, button) {
  const done = () => {
    const before = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = before), 1600);
  };
  const byHand = () => {
    const area = element("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    button.focus();
    if (copied) done();
  };
  if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

/* State that outlives the page; a browser that forbids storage costs the memory, nothing else. */
const memory = {
  load(key) {
    try {
      const found = JSON.parse(localStorage.getItem("papergraph:" + key));
      return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
    } catch {
      return [];
    }
  },
  save(key, list) {
    try {
      localStorage.setItem("papergraph:" + key, JSON.stringify(list));
    } catch {
      return false;
    }
    return true;
  },
};

/* Letters as one types them: no capitals, no accents. */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/* The page holds numbers for concepts and for the ends of arrows: places in lists. Here they become ids again. */
function unpacked(data, given) {
  const ids = data.concepts.map((concept) => concept.id);
  const lists = ["introduces", "uses", "taken", "requires", "broader"];
  const named = (fact) => {
    const kept = { ...fact };
    lists.filter((key) => fact[key]).forEach((key) => (kept[key] = fact[key].map((each) => (typeof each === "number" ? ids[each] : each))));
    return kept;
  };
  // Without a prototype nothing is found under "constructor" and its like but what the list has put there.
  const table = (pairs) => Object.setPrototypeOf(Object.fromEntries(pairs), null);
  return {
    data: {
      ...data,
      papers: table(Object.entries(data.papers).map(([id, paper]) => [id, named(paper)])),
      concepts: table(data.concepts.map((concept) => [concept.id, named(concept)])),
    },
    given: { ...given, edges: given.edges.map((edge, id) => ({ kind: "core", ...named(edge), id, from: given.nodes[edge.from].id, to: given.nodes[edge.to].id })) },
  };
}
