// Names as one types, for the search box of the page. Without it the box works as any form does.
"use strict";

const box = document.getElementById("q");
const WAIT_MILLISECONDS = 150;
const MOST = 8;

if (box) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let asked = new AbortController();

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  // Names that are still on their way would open the list again.
  const leave = () => {
    clearTimeout(timer);
    asked.abort();
    close();
  };

  const choose = (place) => {
    const options = [...list.children];
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    box.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const visit = (option) => {
    const key = option.dataset.key;
    // As in links/page_text: the ending alone would lead to another name's answer in another form.
    const text = /\.(json|csv|bib|ris)\/*$/.test(key) ? `${key}/` : key;
    window.location.href = "/name-cluster/" + encodeURIComponent(text);
  };

  const show = (names) => {
    list.replaceChildren(
      ...names.map((found, number) => {
        const option = document.createElement("li");
        option.id = `suggestion-${number}`;
        option.dir = "auto";
        option.dataset.key = found.key;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = `${found.name} (${found.paper_count.toLocaleString("en")})`;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          visit(option);
        });
        return option;
      }),
    );
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = names.length === 0;
    box.setAttribute("aria-expanded", String(names.length > 0));
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const text = box.value.trim();
    // One letter begins too many names, but may be a whole family name in Chinese, Japanese and Korean.
    if (text.length < 2 && text < "\u2e80") {
      close();
      return;
    }
    try {
      const address = "/search-authors.json?" + new URLSearchParams({ text, limit: MOST });
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).names);
      else close();
    } catch {
      // Typing went on, or the server is away: the form itself still searches.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MILLISECONDS);
  });
  box.addEventListener("blur", leave);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && chosen >= 0) visit(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}
