// A span is chosen on a timeline by dragging over it, or by + and −. Without this, links and days do the same.
"use strict";

{
  const DAY = 86400000;
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const iso = (day) => new Date(day).toISOString().slice(0, 10);

  // The nearest start of a year, month or day; `end` is the day before it.
  const start = (day, unit) => {
    const at = new Date(day);
    if (unit === "day") return Math.round(day / DAY) * DAY;
    const step = unit === "year" ? 12 : 1;
    const first = unit === "year" ? Date.UTC(at.getUTCFullYear(), 0) : Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
    const next = after(first, step);
    return day - first < next - day ? first : next;
  };
  const after = (day, months) => { const at = new Date(day); return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate()); };
  const span = (a, b, { unit, since, until }) => {
    let [from, to] = [start(Math.min(a, b), unit), start(Math.max(a, b), unit)];
    if (from === to) { // less than one: that which was pointed at
      if (from > Math.min(a, b)) from = unit === "day" ? from - DAY : after(from, unit === "year" ? -12 : -1);
      else to = unit === "day" ? to + DAY : after(to, unit === "year" ? 12 : 1);
    }
    return [Math.max(from, Date.parse(since)), Math.min(to - DAY, Date.parse(until))];
  };

  const chart = (figure) => {
    const svg = figure.querySelector("svg");
    const told = figure.querySelector("[data-chosen]");
    const { left, right, since, until } = svg.dataset;
    const [low, high] = [Number(left), Number(right)];
    let from = null; // across, where the dragging began
    let mark = null;

    const across = (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
      return Math.max(low, Math.min(high, at));
    };
    const day = (x) => Date.parse(since) + ((x - low) / (high - low)) * (Date.parse(until) - Date.parse(since));
    scrolled(svg, svg.parentElement);
    const chosen = (x) => span(day(from), day(x), svg.dataset);
    const draw = (x) => {
      if (!mark) {
        mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        mark.setAttribute("class", "chosen");
        mark.setAttribute("y", "0");
        mark.setAttribute("height", "100%");
        svg.prepend(mark);
      }
      mark.setAttribute("x", Math.min(from, x));
      mark.setAttribute("width", Math.abs(x - from));
      told.textContent = chosen(x).map((one) => words.format(one)).join(" – ");
    };
    const stop = () => { mark?.remove(); mark = null; from = null; told.textContent = ""; };

    svg.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.pointerType !== "touch" && across(event) > low) from = across(event);
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault()); // dots are links
    addEventListener("pointermove", (event) => { if (from !== null && (mark || Math.abs(across(event) - from) > 4)) draw(across(event)); });
    addEventListener("pointerup", (event) => {
      if (!mark) { from = null; return; }
      const [since, until] = chosen(across(event)).map(iso);
      svg.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
      told.textContent = `${since} – ${until}`;
      from = null;
      show(since, until);
    });
    figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") stop();
      const link = { "+": "closer", "=": "closer", "-": "wider" }[event.key];
      if (!link || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
      figure.querySelector(`[data-zoom=${link}]`)?.click();
    });
    figure.querySelector("[data-drag]").hidden = !matchMedia("(pointer: fine)").matches;
  };

  // Where it does not fit, the last dots are shown first, and the names of lanes stay in sight.
  const scrolled = (svg, box) => {
    const scale = () => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const follow = () => { for (const name of svg.querySelectorAll(".lane")) name.setAttribute("x", box.scrollLeft / scale()); };
    const ends = Array.from(svg.querySelectorAll(".dot"), (dot) => { const at = dot.getBBox(); return at.x + at.width; });
    box.addEventListener("scroll", follow);
    box.scrollLeft = Math.max(0, ...ends) * scale() - box.clientWidth + 24;
  };

  const show = (since, until) => {
    const address = new URL(location);
    address.searchParams.set("since", since);
    address.searchParams.set("until", until);
    address.hash = "chart";
    location.assign(address);
  };

  for (const figure of document.querySelectorAll("[data-timeline]")) if (figure.querySelector("svg")) chart(figure);
}
