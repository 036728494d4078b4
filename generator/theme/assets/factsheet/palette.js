/* The choice of colours, before anything is drawn and whenever a reader makes another. It is kept
   where Material keeps its own, which had the browser work out every style of a page three more
   times while the page loads. */
(() => {
  const choices = [...document.querySelectorAll(".fs-palette input")];
  const system = matchMedia("(prefers-color-scheme: light)");
  let chosen = choices[__md_get("__palette")?.index] || choices[0];

  function paint() {
    const media = `(prefers-color-scheme: ${system.matches ? "light" : "dark"})`;
    const bySystem = chosen.dataset.media === "(prefers-color-scheme)";
    const { scheme } = (bySystem && choices.find((one) => one.dataset.media === media) || chosen).dataset;
    document.body.setAttribute("data-md-color-scheme", scheme);
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
    for (const one of choices) one.nextElementSibling.hidden = one !== chosen;
    chosen.checked = true;
  }

  function choose(choice) {
    chosen = choice;
    paint();
    __md_set("__palette", { index: choices.indexOf(chosen) });
  }

  for (const one of choices) {
    one.addEventListener("change", () => choose(one));
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      choose(choices[(choices.indexOf(one) + 1) % choices.length]);
      chosen.focus();
    });
  }
  system.addEventListener("change", paint);
  paint();
})();
