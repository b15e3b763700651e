// Comfort only: every page works without this file.
(() => {
  "use strict";
  const focusOn = (root) => {
    const target = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
    if (target) target.focus();
  };

  // After a swap: the new title, and the focus on what is new.
  document.addEventListener("htmx:after:swap", () => {
    const kept = document.querySelector(".kept:not([data-seen])");
    if (kept) {
      kept.dataset.seen = "";
      focusOn(kept);
      document.body.dispatchEvent(new CustomEvent("garde"));
      return;
    }
    const step = document.querySelector("#etape:not([data-seen])");
    if (!step) return; // the number in the header was swapped, not the page
    step.dataset.seen = "";
    document.title = `${step.dataset.title} · Pas à pas`;
    const held = document.activeElement;
    if (held && held !== document.body && !step.contains(held)) return; // gone elsewhere meanwhile
    focusOn(step);
    window.scrollTo(0, 0);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const step = document.getElementById("etape");
    if (step) step.dataset.seen = "";
    const error = document.querySelector(".errors");
    if (error) error.focus();
  });

  // Leave at once: the page is replaced, so that Back does not show it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-quick-exit]")) return;
    event.preventDefault();
    fetch(event.target.closest("form").action, { method: "POST", redirect: "manual" }).finally(() =>
      location.replace("https://www.service-public.gouv.fr/"),
    );
  });

  // A card dragged onto a folder does what pressing one, then the other, does.
  let held = null;

  function release() {
    if (held) held.card.style.translate = "";
    held = null;
  }

  function folderUnder({ clientX, clientY }) {
    const under = document.elementsFromPoint(clientX, clientY);
    return under.map((element) => element.closest("[data-drop]")).find(Boolean);
  }

  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-drag]");
    if (!card || !event.isPrimary || event.button) return;
    held = { card, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointermove", (event) => {
    if (!held || !event.isPrimary) return;
    held.card.style.translate = `${event.clientX - held.x}px ${event.clientY - held.y}px`;
  });

  document.addEventListener("pointerup", (event) => {
    if (!held || !event.isPrimary) return;
    const { card } = held;
    const folder = folderUnder(event);
    release();
    if (!folder) return;
    card.control.checked = true;
    folder.click();
  });

  document.addEventListener("pointercancel", release);

  // A public computer left alone: ask, count down, wipe.
  const dialog = document.getElementById("inactif");
  if (dialog) {
    let idle, ticking;
    const count = dialog.querySelector("[data-count]");
    const rest = () => {
      clearTimeout(idle);
      clearInterval(ticking);
      idle = setTimeout(ask, dialog.dataset.after * 1000);
    };
    const ask = () => {
      let left = Number(dialog.dataset.for);
      count.textContent = left;
      dialog.showModal();
      ticking = setInterval(() => {
        left -= 1;
        count.textContent = left;
        if (left > 0) return;
        clearInterval(ticking);
        dialog.querySelector("form").submit();
      }, 1000);
    };
    dialog.addEventListener("close", rest);
    dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
    for (const sign of ["pointerdown", "keydown", "scroll", "input"])
      document.addEventListener(sign, () => dialog.open || rest(), { passive: true, capture: true });
    rest();
  }

  // What may be being typed, below the box; the button searches without it.
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
