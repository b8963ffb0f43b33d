/* Known-files: what a reader knows, one reference a line, " # " and a title; the command line reads and writes them. */

const knownFile = {
  /* The text of a known-file: papers and concepts of this page with their titles, lines of other lists as they were. */
  written(ids, nameOf) {
    return ids.map((id) => (nameOf(id) ? `${id} # ${nameOf(id)}` : id) + "\n").join("");
  },

  /* Whether a text can be a known-file: its lines are short, and no page and no file of bytes is taken for one. */
  plausible(text) {
    return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) && !/^\ufeff?\s*[<{]/.test(text) && !/[^\r\n]{1001}/.test(text);
  },

  /* What the lines of a known-file name here, and the lines that name nothing, with their titles. A reference that names nothing is read by its
     title: the same work has other identifiers in other lists. */
  read(text, found) {
    const ids = [];
    const elsewhere = [];
    for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)) {
      const plain = line.trim();
      if (!plain || plain.startsWith("#")) continue;
      const [, reference, title] = plain.match(/^(.*?)(?:\s+#\s*(.*))?$/s);
      const id = found(reference) ?? (title ? found(title, true) : undefined);
      if (id === undefined) elsewhere.push([reference, title || ""]);
      else ids.push(id);
    }
    return { ids, elsewhere };
  },
};

/* What names a paper or a concept of this page: its id, its short form, its names, its links. A title must be whole. */
function makeFinder(papers, concepts) {
  let tables = null;
  return (text, titleOnly) => {
    if (!titleOnly && (papers[text] || concepts[text])) return text;
    // Made when a word is first looked up: nobody waits for it who does not need it.
    if (text && !tables) tables = namesOf(papers, concepts);
    return text ? tables(text, titleOnly) : undefined;
  };
}

/* The identifier that an address or a number stands for, as the command line reads it: versions do not matter. */
function identifierIn(text) {
  const plain = text.trim().toLowerCase();
  const [, arxiv] = plain.match(/^(?:arxiv:\s*|(?:https?:\/\/)?(?:[\w-]+\.)?arxiv\.org\/[a-z]+\/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?$/) || [];
  if (arxiv) return "arxiv:" + arxiv;
  const [, doi] = plain.match(/^(?:doi:\s*|(?:https?:\/\/)?(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/) || [];
  // Preprints have DOIs too: of the same number.
  return doi?.startsWith("10.48550/arxiv.") ? "arxiv:" + doi.slice(15) : doi && "doi:" + doi;
}

function namesOf(papers, concepts) {
  const key = (text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const ids = new Map();
  const names = new Map();
  const titles = new Map();
  const add = (map, name, id) => name && map.set(name, map.has(name) && map.get(name) !== id ? null : id);
  for (const [id, paper] of Object.entries(papers)) {
    ids.set(id.toLowerCase(), id);
    add(names, key(paper.key || ""), id);
    add(names, key(nameOf(id)), id);
    add(names, key(titleOf(id)), id);
    add(titles, key(titleOf(id)), id);
    const item = items.get(id);
    (item?.querySelector(".names")?.textContent || "").split("; ").forEach((name) => add(names, key(name), id));
    for (const link of item?.querySelectorAll(".links a") || []) {
      const address = link.getAttribute("href").toLowerCase();
      add(ids, address, id);
      add(ids, identifierIn(address), id);
    }
  }
  for (const [id, concept] of Object.entries(concepts)) {
    if (!ids.has(id)) ids.set(id, id);
    const label = key(concept.label || id.replaceAll("-", " "));
    if (!names.has(label)) names.set(label, id);
    if (!titles.has(label)) titles.set(label, id);
  }
  return (text, titleOnly) => (titleOnly ? titles.get(key(text)) : (ids.get(text.toLowerCase()) ?? ids.get(identifierIn(text)) ?? names.get(key(text)))) ?? undefined;
}

/* A word for a shell: in quotes where it needs them. */
const shellWord = (text) => (/^[\w.:/@%+=,][\w.:/@%+=,-]*$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'");

/* Hand a text over as a file; nothing is sent anywhere. */
function saveText(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
