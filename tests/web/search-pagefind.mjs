// Compares the search with Pagefind (npm `pagefind`, taken from where node finds it) on the queries of known answer.
//
//   node tests/web/search-pagefind.mjs FOLDER [QUERIES A KIND]
//
// FOLDER is what `cargo bench --bench search` wrote of a catalogue: its search, known.json and texts.jsonl.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "./browser.mjs";
import { openFolder } from "./search-files.mjs";
import { serve } from "./server.mjs";

const [folder, most = "1000"] = process.argv.slice(2);
let pagefind;
try {
  pagefind = await import(process.env.PAGEFIND ?? "pagefind");
} catch {
  console.log("search-pagefind: left out, npm's pagefind is not installed");
  process.exit(0);
}
if (!folder) {
  console.log("search-pagefind: nothing to compare; name the folder that the bench wrote");
  process.exit(0);
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const site = await mkdtemp(path.join(tmpdir(), "pagefind-"));
const begun = performance.now();
const { index } = await pagefind.createIndex({});
let pages = 0;
for (const line of (await readFile(path.join(folder, "texts.jsonl"), "utf8")).split("\n").filter(Boolean)) {
  const { id, title, organization, tags, resources, description } = JSON.parse(line);
  const part = (texts) => texts.map((text) => `<p>${escape(text)}</p>`).join("");
  const content = `<!DOCTYPE html><html lang="fr"><title>${escape(title)}</title><body><h1>${escape(title)}</h1>${part(organization)}${part(tags)}${part(resources)}${part(description)}</body></html>`;
  await index.addHTMLFile({ url: `/${id}`, content });
  pages++;
}
await index.writeFiles({ outputPath: path.join(site, "pagefind") });
await pagefind.close();
console.log(`Pagefind: ${pages} pages in ${((performance.now() - begun) / 1000).toFixed(1)} s`);

const server = await serve(site, "/");
const browser = await launch();
const page = await browser.newPage();
await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><html lang=fr><title>x</title>" }));
await page.goto(new URL("blank", server.url).href);
await page.evaluate(async () => {
  globalThis.pagefind = await import("/pagefind/pagefind.js");
  await globalThis.pagefind.init();
});
const { search } = await openFolder(folder);
const kinds = JSON.parse(await readFile(path.join(folder, "known.json"), "utf8"));
const reciprocal = (rank) => (rank > 0 && rank <= 10 ? 1 / rank : 0);
console.log("kind              queries   MRR@10 recall   Pagefind         none   Pagefind");
for (const [kind, all] of Object.entries(kinds)) {
  const queries = all.slice(0, Number(most));
  const theirs = await page.evaluate(async (texts) => {
    const answers = [];
    for (const text of texts) {
      const { results } = await globalThis.pagefind.search(text);
      const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      answers.push({ count: results.length, ids: shown.map(({ raw_url: raw, url }) => (raw ?? url).replace(/^\//, "")) });
    }
    return answers;
  }, queries.map(({ query }) => query));
  const sums = [0, 0, 0, 0, 0, 0];
  for (const [place, { query, ids }] of queries.entries()) {
    const wanted = new Set(ids);
    const { results, total } = await search.search(query, { kinds: ["dataset"], limit: 10 });
    const own = results.findIndex(({ id }) => wanted.has(id)) + 1;
    const other = theirs[place].ids.findIndex((id) => wanted.has(id)) + 1;
    [reciprocal(own), own > 0, reciprocal(other), other > 0, total === 0, theirs[place].count === 0].forEach((value, at) => (sums[at] += Number(value)));
  }
  const [mrr, recall, mrr2, recall2, none, none2] = sums.map((sum) => (sum / queries.length).toFixed(3));
  console.log(kind.padEnd(18), String(queries.length).padStart(6), " ", mrr, recall, " ", mrr2, recall2, "   ", none, " ", none2);
}
await browser.close();
server.close();
await rm(site, { recursive: true });
