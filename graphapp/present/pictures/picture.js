// Zoom, search and neighbours for the pictures of a page. Without this script everything can be read as well.
(() => {
  "use strict";
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const STEP = 1.4;
  const MOST = 12;

  const button = (text, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };

  const enliven = (svg) => {
    const whole = svg.getAttribute("viewBox").split(" ").map(Number);
    let view = [...whole];
    const show = () => svg.setAttribute("viewBox", view.join(" "));

    // The point (x, y) of the picture stays where it is on the screen.
    const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
      const width = Math.min(whole[2], Math.max(whole[2] / MOST, view[2] / factor));
      const scale = width / view[2];
      view = [x - (x - view[0]) * scale, y - (y - view[1]) * scale, width, view[3] * scale];
      keepInside();
    };
    const keepInside = () => {
      view[0] = Math.min(Math.max(view[0], 0), whole[2] - view[2]);
      view[1] = Math.min(Math.max(view[1], 0), whole[3] - view[3]);
      show();
    };
    const reset = () => {
      view = [...whole];
      show();
    };
    const pointOf = (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return [at.x, at.y];
    };
    // A wheel scrolls the page; with Ctrl it zooms, as it does in maps.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, ...pointOf(event));
    }, { passive: false });

    let held = null;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && view[2] < whole[2]) held = { at: pointOf(event), moved: false };
    });
    svg.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = pointOf(event);
      const [dx, dy] = [held.at[0] - x, held.at[1] - y];
      if (Math.hypot(dx, dy) > whole[2] / 200) held.moved = true;
      if (!held.moved) return;
      view[0] += dx;
      view[1] += dy;
      keepInside();
    });
    window.addEventListener("pointerup", () => setTimeout(() => { held = null; }));
    // The end of a drag is no click on the link under it.
    svg.addEventListener("click", (event) => {
      if (held && held.moved) event.preventDefault();
    }, true);

    const dots = new Map([...svg.querySelectorAll("[data-dot]")].map((dot) => [dot.dataset.dot, dot]));
    const lines = [...svg.querySelectorAll("[data-ends]")];
    const near = new Map([...dots.keys()].map((key) => [key, []]));
    for (const line of lines) {
      const [a, b] = line.dataset.ends.split(" ");
      near.get(a).push([line, b]);
      near.get(b).push([line, a]);
    }
    const mark = (marked) => {
      for (const each of svg.querySelectorAll(".ga-on")) each.classList.remove("ga-on");
      for (const each of marked) each.classList.add("ga-on");
      svg.classList.toggle("ga-some", marked.length > 0);
    };
    const markAround = (key) => mark([dots.get(key), ...near.get(key).flatMap(([line, other]) => [line, dots.get(other)])]);

    const search = document.createElement("input");
    search.type = "search";
    search.placeholder = "Find in the picture";
    search.setAttribute("aria-label", "Find in the picture");
    const said = document.createElement("output");
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const titles = new Map([...dots].map(([key, dot]) => [key, fold(dot.querySelector("title").textContent)]));
    const find = () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      const found = words.length ? [...dots.keys()].filter((key) => words.every((w) => titles.get(key).includes(w))) : [];
      mark(found.map((key) => dots.get(key)));
      said.textContent = words.length ? `${found.length} found` : "";
      return found;
    };
    search.addEventListener("input", find);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        search.value = "";
        find();
      }
      if (event.key !== "Enter") return;
      const [first] = find();
      if (first === undefined) return;
      const box = dots.get(first).getBBox();
      const body = dots.get(first).getCTM().multiply(svg.getCTM().inverse());
      reset();
      zoom(3, box.x + box.width / 2 + body.e, box.y + box.height / 2 + body.f);
      markAround(first);
    });

    const rest = () => (search.value ? find() : mark([]));
    for (const [key, dot] of dots) {
      if (!lines.length) break;
      dot.addEventListener("pointerenter", () => markAround(key));
      dot.addEventListener("pointerleave", rest);
      dot.addEventListener("focusin", () => markAround(key));
      dot.addEventListener("focusout", rest);
    }

    const tools = document.createElement("div");
    tools.className = "ga-tools";
    tools.append(
      search, said,
      button("+", "Zoom in", () => zoom(STEP)),
      button("−", "Zoom out", () => zoom(1 / STEP)),
      button("⤢", "Show all", reset),
    );
    svg.before(tools);
  };

  for (const svg of document.querySelectorAll("svg.ga-picture")) {
    if (svg.namespaceURI === NAMESPACE) enliven(svg);
  }
})();
