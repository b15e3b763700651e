// Comfort only: what may be being typed, below the box. The button searches without it.
(() => {
  "use strict";
  const SHORTEST = 3;
  const LONGEST = 40;
  const PAUSE = 300; // ms without a key before asking
  const kept = new Map();

  const asked = async (address, typed) => {
    const url = `${address}?q=${encodeURIComponent(typed)}`;
    if (!kept.has(url)) {
      const answer = await fetch(url);
      kept.set(url, answer.ok ? await answer.json() : []);
    }
    return kept.get(url);
  };

  const link = ({ text, href }) => {
    const item = document.createElement("li");
    const anchor = document.createElement("a");
    anchor.textContent = text;
    anchor.href = href;
    item.append(anchor);
    return item;
  };

  for (const box of document.querySelectorAll("[data-suggest]")) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.hidden = true;
    const said = document.createElement("p");
    said.className = "hidden";
    said.setAttribute("role", "status");
    box.closest(".field-row").after(said, list);

    const show = (found) => {
      list.replaceChildren(...found.map(link));
      list.hidden = !found.length;
      const words = found.length > 1 ? box.dataset.many : box.dataset.one;
      said.textContent = found.length ? words.replace("{n}", found.length) : "";
    };

    let waiting;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      const typed = box.value.trim().toLowerCase();
      if (typed.length < SHORTEST || typed.length > LONGEST) return show([]);
      waiting = setTimeout(async () => {
        const found = await asked(box.dataset.suggest, typed).catch(() => []);
        if (box.value.trim().toLowerCase() === typed) show(found);
      }, PAUSE);
    });
    box.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || list.hidden) return;
      show([]);
      box.focus();
    });
    box.form.addEventListener("submit", () => show([]));
  }
})();
