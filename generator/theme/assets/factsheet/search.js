/* Material's search worker, behind one that reads a question as its reader means it: letters count
   without their diacritics, a word that stands nowhere is taken for the nearest one that does, and
   the record that bears just this name comes first. The index is fetched with the first question,
   not with each page.

   Material 9.8 calls whatever worker its page names, with the messages below; this one loads
   Material's own, which brings lunr. Without this script the search is Material's. */
"use strict";
(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const LETTERS = { æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ß: "ss", ə: "a" };
  const OPERATOR = /^[+-]|[*~^]|^(?:title|text|tags):/; // a reader who writes one means it

  // --- between the page and Material's worker ---

  const listen = self.addEventListener.bind(self);
  const tell = self.postMessage.bind(self);
  const waiting = [];
  let material;
  self.addEventListener = (type, listener) => { material = listener; };
  self.postMessage = (answer) => waiting.shift()(answer);
  importScripts(`../javascripts/workers/search.${new URL(self.location).searchParams.get("with")}`);

  const ask = (message) => new Promise((answered) => {
    waiting.push(answered);
    material({ data: message });
  });

  // --- words ---

  const known = new Set();
  let lexicon; // all of them, as lunr compares words

  function fold(word) {
    const bare = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.replace(/[^\x00-\x7f]/g, (letter) => LETTERS[letter] || letter);
  }

  // What lunr does with each word of the index, and asks of each word of a question.
  const isKept = lunr.stopWordFilter;
  lunr.stopWordFilter = (token) => {
    if (typeof token === "string") return isKept(token);
    const kept = isKept(token.update(fold));
    if (kept) known.add(kept.toString());
    return kept;
  };
  lunr.Pipeline.registerFunction(lunr.stopWordFilter, "folded");

  function near(word) {
    if (word.length < 4 || !isKept(word) || [...known].some((one) => one.startsWith(word))) return [word];
    for (const distance of word.length < 8 ? [1] : [1, 2]) {
      const found = lexicon.intersect(lunr.TokenSet.fromFuzzyString(word, distance)).toArray();
      if (found.length) return found;
    }
    return [word];
  }

  function meant(question) {
    return question.split(/([\s"]+)/).map((part) => {
      if (/^[\s"]*$/.test(part) || OPERATOR.test(part)) return part;
      return fold(part).split(lunr.tokenizer.separator).filter(Boolean).flatMap(near).join(" ");
    }).join("");
  }

  // --- the index, and its answers ---

  let setup;
  let loading;

  async function load() {
    const { docs } = setup.docs.length ? setup : await (await fetch("../../search/pages.json")).json();
    await ask({ type: SETUP, data: { ...setup, docs } });
    lexicon = lunr.TokenSet.fromArray([...known].sort());
  }

  const plain = (html) => fold(html.replace(/<[^>]*>/g, "")).split(lunr.tokenizer.separator).filter(Boolean).join(" ");

  // First the page with just this name, then one with this other name, then names that go on.
  function named(items, question) {
    const words = plain(question);
    const article = ({ location }) => !location.includes("#");
    const rank = (found) => {
      const { title, tags = [] } = found.find(article);
      const name = plain(title);
      if (name === words) return 0;
      if (tags.some((tag) => plain(tag) === words)) return 1;
      return name.startsWith(words) ? 2 : 3;
    };
    const top = Math.max(0, ...items.flat().map(({ score }) => score));
    return items
      .map((found) => [rank(found), found])
      .sort(([one], [other]) => one - other)
      .map(([place, found]) => {
        if (place === 3) return found;
        // The page reads from the score where the key Enter leads.
        const head = { ...found.find(article), score: top + 3 - place };
        return [head, ...found.filter((one) => !article(one))];
      });
  }

  listen("message", async ({ data: { type, data } }) => {
    if (type === SETUP) {
      setup = data;
      tell({ type: READY });
    } else if (type === QUERY && data) {
      loading ??= load();
      try {
        await loading;
      } catch (error) {
        loading = undefined; // the next key tries again
        throw error;
      }
      const question = meant(data);
      const { data: result } = await ask({ type: QUERY, data: question });
      tell({ type: RESULT, data: { ...result, items: named(result.items, question) } });
    } else {
      tell({ type: RESULT, data: { items: [] } });
    }
  });
})();
