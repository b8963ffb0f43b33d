/* Names that fit a box: smaller, on two lines, and only then cut. */

/* A name on one line when it fits, else on two smaller ones; returns [{text, size}]. */
function fitted(ctx, font, text, room, size, most) {
  const set = (pixels) => (ctx.font = "600 " + pixels + "px " + font);
  set(size);
  const whole = (size * room) / ctx.measureText(text).width;
  // A single word cannot be broken: it may get smaller than a name of several.
  if (whole >= size * (text.includes(" ") ? 0.8 : 0.58)) return [{ text, size: Math.min(size, whole) }];
  const small = Math.min(size - 2, most / 2.35);
  set(small);
  const words = text.split(" ");
  let first = words.shift();
  while (words.length && ctx.measureText(first + " " + words[0]).width <= room) first += " " + words.shift();
  return [first, words.join(" ")].filter(Boolean).map((line) => {
    set(small);
    const fit = Math.max(small * 0.8, Math.min(small, (small * room) / ctx.measureText(line).width));
    set(fit);
    return { text: cut(ctx, line, room), size: fit };
  });
}

/* Text cut to a width, with an ellipsis in place of the rest. */
function cut(ctx, text, room) {
  if (ctx.measureText(text).width <= room) return text;
  let letters = [...text];
  while (letters.length > 1 && ctx.measureText(letters.join("") + "…").width > room) letters = letters.slice(0, -1);
  return letters.join("").trimEnd() + "…";
}
