/* Notes that show their passage, passages that show their records, quotations to take along.
   Without this script a note is a footnote, a passage a link target; nothing is lost. */
"use strict";
(() => {
  const pop = document.createElement("div");
  pop.className = "fs-pop";
  pop.id = "fs-pop";
  pop.hidden = true;
  document.body.append(pop);
  let owner = null;
  let leaving = 0;

  function show(mark, content) {
    clearTimeout(leaving);
    if (owner && owner !== mark) owner.removeAttribute("aria-describedby");
    owner = mark;
    pop.replaceChildren(...content);
    pop.hidden = false;
    mark.setAttribute("aria-describedby", pop.id);
    place(mark);
  }

  // Below the mark, or above it where there is no room; never beyond the window's sides.
  function place(mark) {
    const rects = mark.getClientRects();
    const box = rects[0] || mark.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left - 24, wide - pop.offsetWidth - 8));
    const below = box.bottom + 6 + pop.offsetHeight < window.innerHeight || box.top < pop.offsetHeight + 6;
    const top = below ? box.bottom + 6 : box.top - pop.offsetHeight - 6;
    pop.style.left = `${left + window.scrollX}px`;
    pop.style.top = `${top + window.scrollY}px`;
  }

  function hide() {
    clearTimeout(leaving);
    pop.hidden = true;
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  }

  pop.addEventListener("mouseenter", () => clearTimeout(leaving));
  pop.addEventListener("mouseleave", hideSoon);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => {
    if (!pop.hidden && !pop.contains(event.target) && !owner?.contains(event.target)) hide();
  });

  // --- notes: pointing shows the passage, following leads to it in its source ---

  for (const mark of document.querySelectorAll("a.footnote-ref")) {
    const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    const source = note?.querySelector("a.fs-source");
    if (!source) continue;
    const number = mark.textContent.trim();
    mark.setAttribute("aria-label", `Note ${number}: the words that support this`);
    mark.href = source.href;
    const content = () => {
      const words = document.createElement("p");
      const link = source.cloneNode(true);
      const body = note.querySelector("p") || note;
      for (const node of body.childNodes) {
        if (node === source) break;
        words.append(node.cloneNode(true));
      }
      words.lastChild.textContent = words.lastChild.textContent.replace(/\s*—\s*$/, "");
      const place = document.createElement("p");
      link.textContent = `See it in the source: ${source.textContent}`;
      place.append(link);
      return [words, place];
    };
    let touched = false;
    mark.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    mark.addEventListener("mouseenter", () => show(mark, content()));
    mark.addEventListener("mouseleave", hideSoon);
    mark.addEventListener("focus", () => show(mark, content()));
    mark.addEventListener("blur", () => { if (!pop.matches(":hover")) hide(); });
    mark.addEventListener("click", (event) => {
      // A finger cannot point: the first tap shows the passage, its link leads on.
      if (touched && event.isTrusted) { event.preventDefault(); show(mark, content()); return; }
      history.replaceState({ ...history.state, note: mark.parentElement.id }, "");
    });
  }

  // The way back ends at the note that led away.
  const left = document.getElementById(history.state?.note)?.querySelector("a");
  if (left && performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
    left.focus({ preventScroll: true });
    hide();
  }

  // --- the page of a source ---

  const text = document.querySelector(".fs-text");

  function pieces(anchor) {
    return text.querySelectorAll(`mark[data-passages~="${CSS.escape(anchor)}"]`);
  }

  function showPassage() {
    for (const piece of text.querySelectorAll(".fs-shown")) piece.classList.remove("fs-shown");
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (!anchor.startsWith("at-")) return;
    const found = pieces(anchor);
    for (const piece of found) piece.classList.add("fs-shown");
    found[0]?.scrollIntoView({ block: "center" });
  }

  function restsOn(mark) {
    const list = document.createElement("ul");
    const seen = new Set();
    for (const anchor of mark.dataset.passages.split(" ")) {
      for (const link of text.querySelectorAll(`.fs-show[data-passage="${CSS.escape(anchor)}"]`)) {
        const row = link.closest("li");
        if (seen.has(row)) continue;
        seen.add(row);
        const copy = row.cloneNode(true);
        for (const mark of copy.querySelectorAll(".fs-show")) mark.remove();
        list.append(copy);
      }
    }
    return [list];
  }

  if (text) {
    // Beside the text there is room for the records; below it they would tear it apart.
    if (!matchMedia("(min-width: 76.25em)").matches) {
      for (const list of text.querySelectorAll(".fs-beside")) list.open = false;
      for (const list of text.querySelectorAll(".fs-further")) list.open = true;
    }
    text.classList.add("fs-ready");
    window.addEventListener("hashchange", showPassage);
    showPassage();
    for (const mark of text.querySelectorAll("mark[data-passages]")) {
      mark.addEventListener("click", () => show(mark, restsOn(mark)));
    }
    const from = document.referrer && new URL(document.referrer);
    if (location.hash && from && from.origin === location.origin && from.pathname !== location.pathname) {
      const back = document.createElement("a");
      back.className = "fs-back";
      back.href = document.referrer;
      back.textContent = "Back to where you were";
      back.addEventListener("click", (event) => { event.preventDefault(); history.back(); });
      document.body.append(back);
    }
  }

  // --- a quotation to take along, with whose it is and where it stands ---

  // Words of the speaker and words of the article on them are not run together: each have a line
  // that says whose they are.
  function quotation(passages) {
    const whose = new Map();
    for (const passage of passages) {
      const words = `“${passage.textContent.trim().replace(/\s+/g, " ")}”`;
      const by = passage.dataset.attribution;
      whose.set(by, [...(whose.get(by) || []), words]);
    }
    return [...whose].map(([by, words]) => `${words.join(" […] ")}\n— ${by}`).join("\n\n");
  }

  for (const statement of document.querySelectorAll(".fs-statement, .fs-words")) {
    const passages = statement.querySelectorAll("[data-attribution]");
    const link = statement.querySelector(".fs-permalink");
    if (!passages.length || !navigator.clipboard) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fs-copy";
    button.textContent = "Copy quotation with attribution";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${quotation(passages)}. ${link ? link.href : location.href}`);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy quotation with attribution"; }, 2000);
    });
    (statement.querySelector(".fs-voice") || statement).append(" ", button);
  }

  // --- the menu and the search of a narrow window: buttons, where Material has labels ---

  for (const [id, name] of [["__drawer", "Menu"], ["__search", "Search"]]) {
    const toggle = document.getElementById(id);
    const label = document.querySelector(`label.md-header__button[for=${id}]`);
    if (!toggle || !label) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("for", id); // by which Material's styles know it
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    tell();
    toggle.addEventListener("change", tell);
    button.addEventListener("click", () => toggle.click());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked || id === "__search") return;
      toggle.click();
      button.focus();
    });
  }

  // --- the search: its index is on the way before the first letter is typed ---

  // Material tells its worker what the field holds some moments after it got the focus, and only
  // that; a blank asks for nothing, but has the worker fetch the index.
  const field = document.querySelector(".md-search__input");
  field?.addEventListener("focus", () => {
    if (field.value) return;
    field.value = " ";
    setTimeout(() => { if (field.value === " ") field.value = ""; }, 50);
  });

  // --- print: the address and the day ---

  window.addEventListener("beforeprint", () => {
    const head = document.querySelector(".fs-printed");
    if (!head) return;
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    head.textContent = `${head.dataset.site} · ${head.dataset.address || location.href.split("#")[0]} · ${day}`;
    head.hidden = false;
  });
})();
