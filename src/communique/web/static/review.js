// Review by keys. Forms work without this; with it they are sent without leaving the page.
"use strict";

{
  const items = Array.from(document.querySelectorAll("[data-item]"));
  const told = document.querySelector("[data-told]");
  const help = document.querySelector("[data-help]");
  const name = document.querySelector("[data-name]");
  const done = []; // what was decided here, the last at the end: { item, ruling }
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
    if (item) for (const saw of item.querySelectorAll("[name=saw]")) saw.value = [saw.value, answer.ruling].filter(Boolean).join(",");
    return answer.ruling;
  };

  const decide = async (form, item) => {
    const ruling = await send(form, item);
    if (!ruling) return;
    item.classList.add("done");
    item.dataset.decided = new FormData(form).get("action");
    done.push({ item, ruling });
    say(told.dataset.done);
    if (items[place] === item) go(place + 1);
  };

  const undo = async () => {
    const last = done.pop();
    if (!last) return;
    const form = last.item.querySelector("[data-rule]").cloneNode(true);
    form.querySelector("[name=action]").value = "undo";
    form.querySelector("[name=target]").value = last.ruling;
    form.querySelector("[name=other]")?.remove();
    if (!(await send(form, last.item))) { done.push(last); return; }
    last.item.classList.remove("done");
    delete last.item.dataset.decided;
    go(items.indexOf(last.item));
    say(told.dataset.undone);
  };

  const take = (item) => {
    const form = item.querySelector("[data-correct]");
    if (!form) return;
    const found = selected(item);
    if (!found) { say(told.dataset.nothing, true); return; }
    item.querySelector("[data-edit]").open = true;
    form.querySelector("[data-span]").value = `${found.start}-${found.end}`;
    const field = form.querySelector("[data-field]").value;
    if (["place", "topic", "object", "instrument", "count", "value"].includes(field)) form.querySelector("[data-value]").value = found.words.replace(/\s+/g, " ").trim();
  };

  items.forEach((item, number) => {
    item.addEventListener("pointerdown", () => { if (place !== number) { items[place]?.classList.remove("now"); place = number; item.classList.add("now"); } });
    for (const form of item.querySelectorAll("[data-rule]")) form.addEventListener("submit", (event) => { event.preventDefault(); decide(form, item); });
    const correct = item.querySelector("[data-correct]");
    if (!correct) return;
    const field = correct.querySelector("[data-field]");
    const value = correct.querySelector("[data-value]");
    const change = () => {
      value.value = field.selectedOptions[0].dataset.now || "";
      value.setAttribute("list", `list-${field.value}`);
      correct.querySelector("[data-span]").value = "";
    };
    field.addEventListener("change", change);
    change();
    correct.addEventListener("submit", async (event) => {
      event.preventDefault();
      const ruling = await send(correct, item);
      if (!ruling) return;
      done.push({ item, ruling });
      field.selectedOptions[0].dataset.now = value.value;
      say(told.dataset.done);
    });
    item.querySelector("[data-text]")?.addEventListener("pointerup", () => { if (item.querySelector("[data-edit]")?.open && selected(item)) take(item); });
  });
  for (const form of document.querySelectorAll("[data-undo]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await send(form, form.closest("[data-item]"))) location.reload();
    });
  }
  document.querySelector("[data-keys]")?.removeAttribute("hidden");

  const keys = {
    y: () => items[place]?.querySelector("[data-rule=y]")?.requestSubmit(),
    n: () => items[place]?.querySelector("[data-rule=n]")?.requestSubmit(),
    u: () => go(place + 1),
    j: () => go(place + 1),
    k: () => go(place - 1),
    z: undo,
    s: () => items[place] && take(items[place]),
    e: () => {
      const edit = items[place]?.querySelector("[data-edit]");
      if (!edit) return;
      edit.open = !edit.open;
      if (edit.open) edit.querySelector("[data-field]").focus();
    },
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
