// Lights records and their words together, drops files, moves the slider. Without it every page still reads.
"use strict";

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// Pointing at one lights the other

function reading(root) {
  const pieces = new Map();
  const cards = new Map();
  for (const piece of all("[data-r]", root)) {
    for (const tie of piece.dataset.r.split(" ")) put(pieces, tie, piece);
  }
  const box = root.querySelector(".cards");
  for (const card of all("[data-tie]", box ? document : root)) put(cards, card.dataset.tie, card);
  let lit = [];

  // Ties come outermost first; the last, which is the one pointed at most closely, is lit most.
  const light = (ties) => {
    dark();
    ties.forEach((tie, place) => {
      for (const element of [...(pieces.get(tie) || []), ...(cards.get(tie) || [])]) {
        element.classList.add("lit");
        if (place === ties.length - 1) element.classList.add("most");
        lit.push(element);
      }
    });
  };
  const dark = () => {
    for (const element of lit) element.classList.remove("lit", "most");
    lit = [];
  };
  const text = root.querySelector(".text");
  text.addEventListener("pointerover", (event) => {
    const piece = event.target.closest("[data-r]");
    if (!piece) return dark();
    const ties = piece.dataset.r.split(" ").filter((tie) => !tie.includes("."));
    light(ties);
    const card = (cards.get(ties.at(-1)) || []).find((item) => item.matches(".card"));
    if (card) within(card, box);
  });
  text.addEventListener("pointerleave", dark);
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-r]");
    if (!piece || String(getSelection())) return;
    const tie = piece.dataset.r.split(" ").findLast((item) => !item.includes(".") && cards.has(item));
    const card = tie && cards.get(tie).find((item) => item.matches(".card"));
    if (card) card.querySelector(".number").focus({ preventScroll: false });
  });
  const pointed = (event) => {
    const element = event.target.closest("[data-tie]");
    if (!element) return;
    const tie = element.dataset.tie;
    light([tie]);
  };
  for (const place of [box || root.querySelector(".card"), box && document.querySelector(".chain")]) {
    if (!place) continue;
    place.addEventListener("pointerover", pointed);
    place.addEventListener("focusin", pointed);
    place.addEventListener("pointerleave", dark);
    place.addEventListener("focusout", dark);
  }
  for (const number of all("[data-show]", root)) {
    let turn = 0;
    number.addEventListener("click", (event) => {
      event.preventDefault();
      const found = pieces.get(number.dataset.show) || [];
      if (!found.length) return;
      const starts = found.filter((piece, place) => place === 0 || found[place - 1].nextElementSibling !== piece);
      starts[turn++ % starts.length].scrollIntoView({ block: "center" });
      light([number.dataset.show]);
    });
  }
  for (const layer of all("[data-layer]")) {
    layer.addEventListener("change", () => root.classList.toggle(`no-${layer.dataset.layer}`, !layer.checked));
  }
}

function put(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

// Scrolls the box alone, never the page
function within(element, box) {
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 40 || top > box.clientHeight - 80) box.scrollTop += top - 60;
}

// Dropping a file: it is put into the form's own field

function drop(form) {
  const file = form.querySelector("[type=file]");
  const stop = (event, over) => { event.preventDefault(); form.classList.toggle("over", over); };
  form.addEventListener("dragover", (event) => stop(event, true));
  form.addEventListener("dragleave", (event) => stop(event, false));
  form.addEventListener("drop", (event) => {
    stop(event, false);
    if (event.dataTransfer.files.length) { file.files = event.dataTransfer.files; form.requestSubmit(); }
  });
}

// Who met whom in which years

function network(root) {
  const slider = root.querySelector("[data-slider]");
  if (slider) {
    const from = slider.querySelector("[data-from]");
    const to = slider.querySelector("[data-to]");
    const change = () => {
      if (Number(from.value) > Number(to.value)) { if (document.activeElement === from) to.value = from.value; else from.value = to.value; }
      slider.querySelector("[data-from-shown]").textContent = from.value;
      slider.querySelector("[data-to-shown]").textContent = to.value;
      for (const item of all("[data-first]", root)) {
        const first = item.dataset.first || item.dataset.last;
        const last = item.dataset.last || item.dataset.first;
        item.classList.toggle("off", first !== "" && (first > to.value || last < from.value));
      }
    };
    slider.hidden = false;
    from.addEventListener("input", change);
    to.addEventListener("input", change);
  }
  for (const node of all("[data-node]", root)) {
    const id = node.dataset.node;
    const turn = (on) => () => {
      for (const edge of all(".edge", root)) if (edge.dataset.a === id || edge.dataset.b === id) edge.classList.toggle("lit", on);
    };
    node.addEventListener("pointerenter", turn(true));
    node.addEventListener("pointerleave", turn(false));
    node.addEventListener("focus", turn(true));
    node.addEventListener("blur", turn(false));
  }
}

for (const root of all("[data-reading], [data-item]")) if (root.querySelector(".card")) reading(root);
for (const form of all("[data-drop]")) drop(form);
for (const root of all("[data-network]")) network(root);
for (const button of all("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }
const hit = document.getElementById("hit");
if (hit && location.hash === "#hit") hit.scrollIntoView({ block: "center" });
