/* What leaves the page and comes back: the path as Markdown, and the address that tells what is shown (page.js). */

/* The path as a list in Markdown. */
function markdown() {
  const plain = (text) => text.replace(/([\\`*_[\]<>#|])/g, "\\$1");
  const way = course();
  const steps = (way?.steps || []).filter((step) => step.role !== "origin" && papers[step.id]);
  const lines = steps.map((step, index) => {
    const link = items.get(step.id).querySelector(".links a");
    const title = link ? `[${plain(titleOf(step.id))}](${link.href.replace(/[()]/g, encodeURIComponent)})` : plain(titleOf(step.id));
    const hours = papers[step.id].hours ? `, ${papers[step.id].estimate ? "~" : ""}${papers[step.id].hours} h` : "";
    const dated = papers[step.id].year ? " (" + papers[step.id].year + hours + ")" : "";
    return index + 1 + ". " + (ticked.has(step.id) ? "(read) " : "") + title + dated;
  });
  return lines.join("\n") + "\n";
}

/* The address: a link and the browser's back button lead where one was. */

// Half a letter of a pair, which some file may hold, has no place in an address.
const encoded = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));

function hash(knows) {
  const parts = [];
  const listed = (ids) => ids.map(encoded).join(",");
  if (onMap && view.targets.length) parts.push("target=" + listed(view.targets));
  if (knows.length) parts.push("known=" + listed(knows));
  if (view.order !== "stages") parts.push("order=" + view.order);
  if (view.background) parts.push("background");
  // What lies open is told on the map; where a path is shown it waits in the page one came from.
  const open = [...(view.searching ? view.waiting : view.open)];
  if (onMap && !view.targets.length && open.length) parts.push("open=" + listed(open.map((lane) => data.sections[lane])));
  if (onMap && data.folded && view.unfolded) parts.push("unfolded");
  if (embedded) parts.push("embed");
  if (view.focus && view.focus !== view.targets[0]) parts.push("paper=" + encoded(view.focus));
  return parts.length ? "#" + parts.join("&") : "";
}

const address = (knows) => location.href.replace(/#.*$/s, "") + hash(knows);

function remember() {
  const found = hash(view.given);
  if (found !== location.hash) history.pushState(null, "", found || location.pathname + location.search);
}

function recall() {
  const parts = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")));
  const plain = (text) => {
    try {
      return decodeURIComponent(text || "");
    } catch {
      return "";
    }
  };
  const ids = (name) => (parts.get(name) || "").split(",").map(plain).map((text) => finder(text)).filter((id) => id !== undefined);
  const anchor = Object.keys(papers).find((id) => location.hash === "#" + items.get(id)?.id);
  const targets = [...new Set(ids("target"))];
  const focus = finder(plain(parts.get("paper")));
  view.given = ids("known");
  view.missing = onMap ? (parts.get("target") || "").split(",").map(plain).filter((text) => text && finder(text) === undefined) : [];
  view.order = ORDERS.includes(parts.get("order")) ? parts.get("order") : "stages";
  view.background = parts.has("background");
  const open = (parts.get("open") || "").split(",").map(plain).map((name) => folded(name).trim());
  view.open = new Set(picture.sections().filter(({ name }) => open.includes(folded(name).trim())).map(({ lane }) => lane));
  view.unfolded = !data.folded || parts.has("unfolded");
  view.section = view.cursor = null;
  if (onMap) view.targets = targets.length ? targets : anchor ? [anchor] : [];
  view.focus = papers[focus] ? focus : anchor ? anchor : papers[view.targets[0]] && onMap ? view.targets[0] : null;
}
