// The real elasticlunr.js (npm) reads search/elasticlunr.json with the pipeline that the site ships, and finds what it should.
// node elasticlunr.mjs FOLDER

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { finish, options } from "./site.mjs";

const { _: [folder] } = options();
const faults = [];
const check = (good, what) => good || faults.push(what);
const elasticlunr = createRequire(import.meta.url)("elasticlunr");
const file = (name) => readFileSync(join(folder, "search", name), "utf8");
const entry = JSON.parse(file("entry.json"));
check(entry.elasticlunr?.index === "elasticlunr.json" && entry.elasticlunr?.pipeline === "elasticlunr-pipeline.js", "entry.json names both files");
const text = file(entry.elasticlunr.index);
check(gzipSync(text).length < 400_000, `${gzipSync(text).length} bytes, gzipped`);

const json = JSON.parse(text);
let unknown = "";
try {
  elasticlunr.Index.load(json);
} catch (error) {
  unknown = error.message;
}
check(unknown.includes("un-registered function"), "without the pipeline's script elasticlunr.js says what it lacks");
// As a page loads it: a classic script beside a global elasticlunr.
vm.runInNewContext(file(entry.elasticlunr.pipeline), { elasticlunr, Set, Array, Object });
const index = elasticlunr.Index.load(json);
const titles = (query) => index.search(query, { expand: true }).map(({ ref }) => index.documentStore.getDoc(ref).title);
let asked = 0;
function finds(query, title, first = 5) {
  asked += 1;
  const found = titles(query);
  check(found.slice(0, first).some((one) => one.includes(title)), `${query}: ${title} is not among ${JSON.stringify(found.slice(0, first))}`);
}
// Accents, capitals, elisions of both apostrophes, number, codes.
for (const query of ["arbres alignement", "ARBRE d'alignement", "l’arbre alignement", "alignements arbres"]) finds(query, "Arbres d’alignement");
const docs = Object.values(json.documentStore.docs);
for (const { id, kind, title, organization, slug } of docs) check(id && kind && title && slug && organization !== undefined, `a document lacks something: ${id}`);
for (const { title, id } of docs.filter(({ kind }) => kind === "dataset").slice(0, 200)) {
  asked += 1;
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'");
  const found = index.search(plain, {}).slice(0, 25);
  check(!/[\p{L}\p{N}]{3}/u.test(title) || found.some(({ ref }) => ref === id), `${plain} does not find its own dataset`);
}
check(titles("zqxwvk").length === 0, "an unknown word finds nothing");
finish("elasticlunr.js", asked ? `${docs.length} documents, ${asked} queries` : "", faults);
