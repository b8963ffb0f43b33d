/* vis-network lies in the page deflated: it is inflated and run as the inline script that the policy knows by hash. */

async function runDeflated(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const script = document.createElement("script");
  script.textContent = await new Response(inflated).text();
  document.head.append(script);
  return typeof vis === "object";
}

/* Without it the list stays as it is without scripts, and says why. */
if (!(await runDeflated("vis-network").catch(() => false))) {
  document.getElementById("too-old").hidden = false;
  document.documentElement.classList.replace("js", "no-js");
  return;
}
