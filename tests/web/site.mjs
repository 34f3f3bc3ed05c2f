// A built site on the disk: its pages, what kind each is, where it says it lives.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parse } from "parse5";

/** Every HTML file of `folder`, as paths with `/`, sorted. */
export function htmlFiles(folder) {
  const found = [];
  const visit = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".html")) found.push(relative(folder, path).split(sep).join("/"));
    }
  };
  visit(folder);
  return found.sort();
}

/** `count` of the files, chosen by the hash of their path: always the same ones, spread over the site. */
export function sample(files, count) {
  if (!count || files.length <= count) return files;
  const key = (file) => createHash("sha256").update(file).digest("hex");
  return files.map((file) => [key(file), file]).sort().slice(0, count).map(([, file]) => file).sort();
}

/** Second parts of addresses that are no record's. */
const LISTS = new Set(["page", "recent", "producers", "index"]);

/** The kind of page that a file is: `datasets`, `datasets/*`, `datasets/page`, `datasets/*\/files`, `tags/index`... */
export function kindOf(file) {
  const [first = "home", second, ...rest] = file.replace(/(^|\/)index\.html$/, "").split("/").filter(Boolean);
  if (second === undefined) return first;
  if (first === "pages") return `pages/${[second, ...rest].join("/")}`;
  if (LISTS.has(second)) return `${first}/${second}`;
  return rest.length ? `${first}/*/${rest[0]}` : `${first}/*`;
}

/** For each kind, its smallest and its largest page, and the files of `also`. */
export function representatives(folder, also = []) {
  const kinds = new Map();
  for (const file of htmlFiles(folder)) {
    const kind = kindOf(file);
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push([statSync(join(folder, file)).size, file]);
  }
  const chosen = new Set(also.filter((file) => existsSync(join(folder, file))));
  for (const files of kinds.values()) {
    files.sort(([left, one], [right, other]) => left - right || (one < other ? -1 : 1));
    for (const index of [0, files.length - 1]) chosen.add(files[index][1]);
  }
  return [...chosen].sort();
}

/** The address path of a file: `datasets/x/index.html` is `/datasets/x/`. */
export function addressOf(file) {
  return "/" + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
}

/** Elements of a parsed document, in order, templates' contents included. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
    if (child.content) yield* elements(child.content);
  }
}

export function attribute(element, name) {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function textOf(node) {
  if (node.nodeName === "#text") return node.value;
  return (node.childNodes ?? []).map(textOf).join("");
}

export function readPage(folder, file) {
  return parse(readFileSync(join(folder, file), "utf8"));
}

/** Where the site says that it lives: the canonical address of its home page. Ends with a slash. */
export function baseUrl(folder) {
  for (const element of elements(readPage(folder, "index.html"))) {
    if (element.tagName === "link" && attribute(element, "rel") === "canonical") return attribute(element, "href");
  }
  throw new Error(`${folder}/index.html has no canonical link: give --base-url`);
}

/** `--name value` and `--flag` of the command line, and what is left. */
export function options(argv = process.argv.slice(2)) {
  const found = { _: [] };
  for (let index = 0; index < argv.length; index += 1) {
    if (!argv[index].startsWith("--")) found._.push(argv[index]);
    else if (argv[index + 1] === undefined || argv[index + 1].startsWith("--")) found[argv[index].slice(2)] = true;
    else found[argv[index].slice(2)] = argv[(index += 1)];
  }
  return found;
}

/** Prints the faults, at most `limit`, and leaves with the code that they ask for. */
export function finish(what, checked, faults, limit = 40) {
  for (const fault of faults.slice(0, limit)) console.log(`  ${fault}`);
  if (faults.length > limit) console.log(`  ... and ${faults.length - limit} more`);
  console.log(`${what}: ${checked}, ${faults.length === 0 ? "no fault" : `${faults.length} faults`}`);
  process.exitCode = faults.length === 0 && checked !== "" ? 0 : 1;
}
