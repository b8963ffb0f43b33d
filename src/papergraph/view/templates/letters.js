/* Names that fit a box: smaller, on two lines, and only then cut. */

/* Where a line may end: at a space, after a hyphen, and between the letters of scripts that write no spaces. */
const BREAK = / |(?<=[^\s-]-)(?=[^\s-])|(?<=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}])(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])(?=\p{L})/gu;

/* A name on one line when it fits, else on two smaller ones, broken where both are shortest; returns [{text, size}]. */
function fitted(ctx, font, text, room, size, most) {
  const set = (pixels) => (ctx.font = "600 " + pixels + "px " + font);
  const wide = (line) => ctx.measureText(line).width;
  set(size);
  const whole = (size * room) / wide(text);
  const breaks = [...text.matchAll(BREAK)].map((found) => [text.slice(0, found.index), text.slice(found.index).trimStart()]);
  const longest = (lines) => Math.max(...lines.map(wide));
  const best = breaks.reduce((found, each) => (found && longest(found) <= longest(each) ? found : each), null);
  const small = Math.min(size - 2, most / 2.35);
  const two = best ? Math.max(small * 0.72, Math.min(small, (size * room) / longest(best))) : 0;
  const one = Math.min(size, whole);
  // A single word cannot be broken: it may get smaller than a name of several.
  const lines = one >= two ? [text] : best;
  const fit = one >= two ? Math.max(one, size * 0.58) : two;
  set(fit);
  return lines.map((line) => ({ text: cut(ctx, line, room), size: fit }));
}

/* A text's beginning, where there is no room for hundreds of letters. */
function beginning(text, most) {
  const letters = [...text];
  return letters.length <= most ? text : letters.slice(0, most - 1).join("").trimEnd() + "…";
}

/* Text cut to a width, with an ellipsis in place of the rest. */
function cut(ctx, text, room) {
  if (ctx.measureText(text).width <= room) return text;
  let letters = [...text];
  while (letters.length > 1 && ctx.measureText(letters.join("") + "…").width > room) letters = letters.slice(0, -1);
  return letters.join("").trimEnd() + "…";
}
