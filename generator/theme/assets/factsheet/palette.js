/* The colours that a reader chose, before anything is drawn; as partials/javascripts/palette.html
   of Material 9.8 does it in the page. */
(() => {
  const palette = __md_get("__palette");
  if (!palette?.color) return;
  let color = palette.color;
  if (color.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches;
    const media = `(prefers-color-scheme: ${light ? "light" : "dark"})`;
    const input = document.querySelector(`[data-md-color-media='${media}']`);
    color = { media, ...Object.fromEntries(
      ["scheme", "primary", "accent"].map((key) => [key, input.getAttribute(`data-md-color-${key}`)]),
    ) };
  }
  for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, value);
})();
