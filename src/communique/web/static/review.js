// Review by keys. Forms work without this; with it they are sent without leaving the page.
"use strict";

{
  const items = Array.from(document.querySelectorAll("[data-item]"));
  const told = document.querySelector("[data-told]");
  const help = document.querySelector("[data-help]");
  const name = document.querySelector("[data-name]");
  const done = []; // what was decided here, the last at the end: { item, rulings }
  let place = items.length ? 0 : -1;

  const say = (words, bad = false) => {
    told.textContent = "";
    told.classList.toggle("bad", bad);
    requestAnimationFrame(() => { told.textContent = words; });
    if (!bad) setTimeout(() => { if (told.textContent === words) told.textContent = ""; }, 2500);
  };

  const go = (to) => {
    if (!items.length) return;
    items[place]?.classList.remove("now");
    place = Math.max(0, Math.min(items.length - 1, to));
    items[place].classList.add("now");
    items[place].focus({ preventScroll: true });
    items[place].scrollIntoView({ block: "nearest" });
  };

  // A selection as code points of the report: browsers count UTF-16 units within each piece.
  const points = (piece, units) => Array.from(piece.textContent.slice(0, units)).length;
  const offset = (node, units) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-o]");
    if (piece) return Number(piece.dataset.o) + (node.nodeType === Node.TEXT_NODE ? points(piece, units) : units ? points(piece, piece.textContent.length) : 0);
    const child = element.childNodes[units];
    if (child instanceof Element && child.dataset.o !== undefined) return Number(child.dataset.o);
    const last = element.querySelector("[data-o]:last-child");
    return last ? Number(last.dataset.o) + points(last, last.textContent.length) : NaN;
  };
  const selected = (item) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const text = item.querySelector("[data-text]");
    if (!text || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start < end ? { start, end, words: String(selection) } : null;
  };

  const reviewer = () => (name ? name.value.trim() : "");
  const send = async (form, item) => {
    if (name && !reviewer()) { say(told.dataset.noname, true); name.focus(); return false; }
    const body = new FormData(form);
    if (name) body.set("reviewer", reviewer());
    let answer;
    try {
      const response = await fetch("/review/rule.json", { method: "POST", body });
      answer = await response.json();
      if (!response.ok) { say([told.dataset.failed, answer.error, answer.detail].filter(Boolean).join(" "), true); return false; }
    } catch (error) {
      say(`${told.dataset.failed} ${error.message}`, true);
      return false;
    }
    if (item) for (const saw of item.querySelectorAll("[name=saw]")) saw.value = [saw.value, ...answer.rulings].filter(Boolean).join(",");
    return answer.rulings;
  };

  const decide = async (form, item) => {
    const rulings = await send(form, item);
    if (!rulings) return;
    item.classList.add("done");
    item.dataset.decided = new FormData(form).get("action");
    done.push({ item, rulings });
    say(told.dataset.done);
    if (items[place] === item) go(place + 1);
  };

  const undo = async () => {
    const last = done.pop();
    if (!last) return;
    const form = last.item.querySelector("[data-rule]").cloneNode(true);
    form.querySelector("[name=action]").value = "undo";
    form.querySelector("[name=other]")?.remove();
    while (last.rulings.length) {
      form.querySelector("[name=target]").value = last.rulings.at(-1);
      form.querySelector("[name=saw]").value = last.item.querySelector("[name=saw]").value;
      if (!(await send(form, last.item))) { done.push(last); return; }
      last.rulings.pop();
    }
    last.item.classList.remove("done");
    delete last.item.dataset.decided;
    go(items.indexOf(last.item));
    say(told.dataset.undone);
  };

  // The form that was worked in last takes selected words: of a field, or of the sides.
  const take = (item) => {
    const form = item.querySelector(item.dataset.form === "sides" ? "[data-sides]" : "[data-correct]");
    if (!form) return;
    const found = selected(item);
    if (!found) { say(told.dataset.nothing, true); return; }
    form.closest("details").open = true;
    if (form.matches("[data-sides]")) takeSide(form, found);
    else takeField(form, found);
  };
  const takeField = (form, found) => {
    form.querySelector("[data-span]").value = `${found.start}-${found.end}`;
    const field = form.querySelector("[data-field]").value;
    if (["place", "topic", "object", "instrument", "count", "value"].includes(field)) form.querySelector("[data-value]").value = found.words.replace(/\s+/g, " ").trim();
  };
  const takeSide = (form, found) => {
    const actor = named(form.dataset.mentions, found);
    if (!actor) { say(told.dataset.noactor, true); return; }
    const rows = Array.from(form.querySelectorAll("[data-row]:not([hidden])"));
    const row = rows.find((one) => one.classList.contains("now")) || rows.find((one) => !one.querySelector("[data-actor]").value) || more(form);
    row.querySelector("[data-actor]").value = actor;
    const span = form.querySelector("[data-span]");
    span.value = [span.value, `${found.start}-${found.end}`].filter(Boolean).join(",");
  };
  // The actor with a mention inside the selection or around it; of several the one that shares most with it.
  const named = (mentions, found) => {
    let best = "";
    let most = 0;
    for (const actor of mentions.split(" ")) {
      const [id, places] = actor.split(":");
      for (const place of (places || "").split(",")) {
        const [start, end] = place.split("-").map(Number);
        const shared = (Math.min(end, found.end) - Math.max(start, found.start)) / (Math.max(end, found.end) - Math.min(start, found.start));
        if (shared > most) { most = shared; best = id; }
      }
    }
    return best;
  };
  const more = (form) => {
    const rows = form.querySelectorAll("[data-row]");
    const row = rows[rows.length - 1].cloneNode(true);
    row.querySelector("[data-actor]").value = "";
    rows[rows.length - 1].after(row);
    return row;
  };

  const sides = (form, item) => {
    form.querySelector("[data-add]").hidden = false;
    for (const button of form.querySelectorAll("[data-remove]")) button.hidden = false;
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-add]")) more(form).querySelector("[data-actor]").focus();
      const row = event.target.closest("[data-remove]")?.closest("[data-row]");
      if (row) { row.querySelector("[data-actor]").value = ""; row.hidden = form.querySelectorAll("[data-row]:not([hidden])").length > 1; }
    });
    form.addEventListener("focusin", (event) => {
      item.dataset.form = "sides";
      for (const row of form.querySelectorAll("[data-row]")) row.classList.toggle("now", row === event.target.closest("[data-row]"));
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); store(form, item); });
  };
  const store = async (form, item) => {
    const rulings = await send(form, item);
    if (!rulings) return false;
    done.push({ item, rulings });
    form.querySelector("[data-span]").value = "";
    say(told.dataset.done);
    return true;
  };

  // Terms of the codebook are chosen by their words; everything else is typed.
  const field = (form, item) => {
    const name = form.querySelector("[data-field]");
    const value = form.querySelector("[data-value]");
    const choice = form.querySelector("[data-choice]");
    const change = () => {
      const now = name.selectedOptions[0].dataset.now || "";
      const list = document.getElementById(`list-${name.value}`) || document.getElementById(`list-${name.value}-${form.dataset.kind}`);
      choice.replaceChildren(...(list ? Array.from(list.options, (one) => new Option(one.label, one.value)) : []));
      for (const [input, on] of [[choice, Boolean(list)], [value, !list]]) { input.hidden = !on; input.disabled = !on; input.value = now; }
      form.querySelector("[data-span]").value = "";
    };
    name.addEventListener("change", change);
    change();
    form.addEventListener("focusin", () => { item.dataset.form = "field"; });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const stored = choice.disabled ? value.value : choice.value;
      if (await store(form, item)) name.selectedOptions[0].dataset.now = stored;
    });
  };

  items.forEach((item, number) => {
    item.addEventListener("pointerdown", () => { if (place !== number) { items[place]?.classList.remove("now"); place = number; item.classList.add("now"); } });
    for (const form of item.querySelectorAll("[data-rule]")) form.addEventListener("submit", (event) => { event.preventDefault(); decide(form, item); });
    const correct = item.querySelector("[data-correct]");
    if (correct) field(correct, item);
    const rows = item.querySelector("[data-sides]");
    if (rows) sides(rows, item);
    item.querySelector("[data-text]")?.addEventListener("pointerup", () => { if (item.querySelector(".edit[open]") && selected(item)) take(item); });
  });
  for (const form of document.querySelectorAll("[data-undo]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await send(form, form.closest("[data-item]"))) location.reload();
    });
  }
  document.querySelector("[data-keys]")?.removeAttribute("hidden");

  const edit = (which, form, first) => {
    const box = items[place]?.querySelector(which);
    if (!box) return;
    box.open = !box.open;
    items[place].dataset.form = form;
    if (box.open) box.querySelector(first).focus();
  };
  const keys = {
    y: () => items[place]?.querySelector("[data-rule=y]")?.requestSubmit(),
    n: () => items[place]?.querySelector("[data-rule=n]")?.requestSubmit(),
    u: () => go(place + 1),
    j: () => go(place + 1),
    k: () => go(place - 1),
    z: undo,
    s: () => items[place] && take(items[place]),
    e: () => edit("[data-edit]", "field", "[data-field]"),
    r: () => edit("[data-edit-sides]", "sides", "[data-actor]"),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const target = event.target;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") items[place]?.focus();
      return;
    }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (items.length) items[0].classList.add("now");
}
