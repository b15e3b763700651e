// Questions asked of a page. Each answers with pairs: where, and what is wrong.
(() => {
  "use strict";
  const SIDE = 44;
  const words = (text) => text.trim().replace(/\s+/g, " ");

  const label = (element) => {
    if (element.id) return `#${element.id}`;
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const said = words(element.textContent).slice(0, 40);
    return `${element.localName}${classes}${said ? ` « ${said} »` : ""}`;
  };

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
  };

  const visible = () =>
    [...document.body.querySelectorAll("*")].filter((e) => !e.closest(".hidden") && shown(e));

  const inSvg = (element) => element.closest("svg") && element.localName !== "svg";

  // Reflow, WCAG 1.4.10.
  const reflow = () => {
    const width = document.documentElement.clientWidth;
    const wide = document.scrollingElement.scrollWidth;
    const found = wide > width ? [["html", `${wide} px wide in ${width} px`]] : [];
    const out = (e) => {
      const box = e.getBoundingClientRect();
      return box.right > width + 0.5 || box.left < -0.5;
    };
    for (const e of visible())
      if (!inSvg(e) && !e.closest(".scroll") && out(e) && !out(e.parentElement))
        found.push([label(e), `sticks out of ${width} px`]);
    return found;
  };

  // What hides a part of its own text.
  const clipped = () => {
    const cuts = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
    return visible()
      .filter((e) => !inSvg(e) && words(e.textContent) && cuts(getComputedStyle(e)))
      .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
      .map((e) => [label(e), "hides a part of its text"]);
  };

  // Text that runs out of a box whose height is set.
  const spilled = () =>
    visible()
      .filter((e) => !inSvg(e) && words(e.textContent) && e.clientHeight)
      .filter((e) => getComputedStyle(e).overflowY === "visible")
      .filter((e) => e.scrollHeight > e.clientHeight * 1.15 + 4)
      .map((e) => [label(e), "text runs out of its box"]);

  const restyled = (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
    const found = [...reflow(), ...clipped(), ...spilled()];
    document.adoptedStyleSheets = [];
    return found;
  };

  // Text spacing, WCAG 1.4.12.
  const spacing = () =>
    restyled(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);

  // Text twice as large, WCAG 1.4.4.
  const enlarged = () => restyled("html { font-size: 200% !important; }");

  const block = (element) => {
    let up = element.parentElement;
    while (up && getComputedStyle(up).display.startsWith("inline")) up = up.parentElement;
    return up;
  };

  // A link in a sentence keeps the line's height (WCAG 2.5.5, exception « inline »).
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const rest = words(block(element).textContent).replace(words(element.textContent), "");
    return /[\p{L}\p{N}]{2}/u.test(rest);
  };

  // The label is a part of the target of a box to tick.
  const target = (element) =>
    /radio|checkbox/.test(element.type) ? (element.labels[0] ?? element) : element;

  // Target size, WCAG 2.5.5.
  const targets = () =>
    visible()
      .filter((e) => e.matches("a[href], button, summary, input, select, textarea, [role=button]"))
      .filter((e) => !inSentence(e))
      .map((e) => [e, target(e).getBoundingClientRect()])
      .filter(([, box]) => Math.round(box.width) < SIDE || Math.round(box.height) < SIDE)
      .map(([e, box]) => [label(e), `${Math.round(box.width)} × ${Math.round(box.height)} px`]);

  const repeated = (every) => [...new Set(every.filter((one, i) => every.indexOf(one) !== i))];

  // One h1, unique ids, a title.
  const structure = () => {
    const found = [];
    const firsts = visible().filter((e) => e.localName === "h1").length;
    if (firsts !== 1) found.push(["h1", `${firsts} on the page`]);
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    for (const id of repeated(ids)) found.push([`#${id}`, "the same id twice"]);
    const title = words(document.title.split("·")[0]);
    if (!title) found.push(["title", "nothing before the portal's name"]);
    return found;
  };

  const FORBIDDEN = "iframe, frame, video, audio, canvas, object, embed, marquee, blink, map";

  // Contents that the declaration says do not exist here, and things that move.
  const absent = () => [
    ...[...document.querySelectorAll(FORBIDDEN)].map((e) => [label(e), "declared absent"]),
    ...document.getAnimations().map((a) => [label(a.effect.target), "moves"]),
  ];

  globalThis.portalChecks = {
    reflow, spacing, enlarged, targets, structure, absent,
    weight: () => document.querySelectorAll("*").length,
    language: () => [document.documentElement.lang, document.documentElement.dir],
  };
})();
