/* Narrows a list by the choices above it, and keeps them in the address.
   Without this script the form stays hidden and the list is whole. */
"use strict";
(() => {
  const form = document.querySelector("form.fs-filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".fs-filtered li[data-speaker], .fs-beside li[data-speaker]")];
  const selects = [...form.querySelectorAll("select")];
  const marks = [...document.querySelectorAll(".fs-text mark[data-passages]")];
  const count = form.querySelector(".fs-count");
  const opened = []; // lists that are open for what was chosen only

  function fits(row) {
    return selects.every((one) => !one.value || (row.dataset[one.name] || "").split(" ").includes(one.value));
  }

  function narrow() {
    const chosen = selects.some((one) => one.value);
    let shown = 0;
    for (const list of opened.splice(0)) list.open = false;
    const passages = new Set();
    for (const row of rows) {
      const fit = fits(row);
      row.hidden = !fit;
      if (!fit) continue;
      shown += 1;
      for (const link of row.querySelectorAll("[data-passage]")) passages.add(link.dataset.passage);
      for (let list = chosen && row.closest("details"); list; list = list.parentElement.closest("details")) {
        if (!list.open) opened.push(list);
        list.open = true;
      }
    }
    for (const mark of marks) {
      mark.classList.toggle("fs-dim", chosen && !mark.dataset.passages.split(" ").some((one) => passages.has(one)));
    }
    for (const further of document.querySelectorAll(".fs-further")) further.classList.toggle("fs-narrowed", chosen);
    count.textContent = chosen ? `${shown} of ${rows.length} ${count.dataset.noun}` : "";
  }

  function remember() {
    const address = new URL(location.href);
    for (const one of selects) {
      if (one.value) address.searchParams.set(one.name, one.value);
      else address.searchParams.delete(one.name);
    }
    history.replaceState(history.state, "", address);
  }

  const asked = new URLSearchParams(location.search);
  for (const one of selects) {
    const value = asked.get(one.name) || "";
    if ([...one.options].some((option) => option.value === value)) one.value = value;
    one.addEventListener("change", () => { narrow(); remember(); });
  }
  form.hidden = false;
  narrow();
})();
