// Every internal link, anchor and asset of a built site leads somewhere, and no page uses an id twice.
// node links.mjs FOLDER [--base-url URL]

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { attribute, baseUrl, elements, finish, htmlFiles, options, readPage } from "./site.mjs";

const { _: [folder], "base-url": given } = options();
const base = new URL((given ?? baseUrl(folder)).replace(/\/?$/, "/"));
const faults = [];
/** File to the ids in it. */
const ids = new Map();
/** Internal address, without fragment, to the file that serves it, or null. */
const targets = new Map();
/** "target file#fragment" to the first page that links there. */
const anchors = new Map();
let links = 0;

function fileServing(path) {
  let name;
  try {
    name = decodeURIComponent(path.slice(base.pathname.length));
  } catch {
    return null;
  }
  const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  return existsSync(join(folder, file)) && statSync(join(folder, file)).isFile() ? file : null;
}

function check(from, page, href) {
  let url;
  try {
    url = new URL(href, page);
  } catch {
    faults.push(`${from}: ${JSON.stringify(href)} is no address`);
    return;
  }
  if (url.origin !== base.origin) return;
  links += 1;
  if (!url.pathname.startsWith(base.pathname)) {
    faults.push(`${from}: ${href} leaves the site's path ${base.pathname}`);
    return;
  }
  if (!targets.has(url.pathname)) {
    const file = fileServing(url.pathname);
    targets.set(url.pathname, file);
    if (file === null) faults.push(`${from}: ${href} leads to no file`);
  }
  const file = targets.get(url.pathname);
  if (file !== null && url.hash.length > 1 && file.endsWith(".html")) {
    const key = `${file}${decodeURIComponent(url.hash)}`;
    if (!anchors.has(key)) anchors.set(key, from);
  }
}

const LINKS = {
  a: ["href"], area: ["href"], link: ["href"], script: ["src"], img: ["src"], source: ["src"], form: ["action"], use: ["href"],
  image: ["href"], iframe: ["src"], object: ["data"], video: ["src", "poster"], audio: ["src"], track: ["src"], embed: ["src"],
};

const files = htmlFiles(folder);
for (const file of files) {
  const page = new URL(file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"), base);
  const seen = new Set();
  for (const element of elements(readPage(folder, file))) {
    const id = attribute(element, "id");
    if (id !== undefined) {
      if (seen.has(id)) faults.push(`${file}: two elements have the id ${JSON.stringify(id)}`);
      seen.add(id);
    }
    for (const name of LINKS[element.tagName] ?? []) {
      const value = attribute(element, name);
      if (value !== undefined) check(file, page, value);
    }
    for (const candidate of (attribute(element, "srcset") ?? "").split(",").filter((one) => one.trim())) {
      check(file, page, candidate.trim().split(/\s+/)[0]);
    }
    if (element.tagName === "meta" && /^og:(url|image)$/.test(attribute(element, "property") ?? "")) {
      check(file, page, attribute(element, "content") ?? "");
    }
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"]) {
      for (const reference of (attribute(element, name) ?? "").split(/\s+/).filter(Boolean)) {
        anchors.set(`${file}#${reference}`, `${file} (${name})`);
      }
    }
  }
  ids.set(file, seen);
}
for (const [key, from] of anchors) {
  const [file, fragment] = [key.slice(0, key.indexOf("#")), key.slice(key.indexOf("#") + 1)];
  if (!ids.get(file)?.has(fragment) && fragment !== "top") faults.push(`${from}: #${fragment} is not in ${file}`);
}
// Search engines follow sitemaps, hosts follow redirects: both must lead somewhere too.
for (const file of readdirSync(folder, { recursive: true }).filter((name) => /sitemap[^/]*\.xml$/.test(name))) {
  for (const [, address] of readFileSync(join(folder, file), "utf8").matchAll(/<loc>([^<]*)<\/loc>/g)) {
    check(file, base, address.replaceAll("&amp;", "&"));
  }
}
if (existsSync(join(folder, "_redirects"))) {
  for (const line of readFileSync(join(folder, "_redirects"), "utf8").split("\n")) {
    const [, to] = line.trim().split(/\s+/);
    if (to && !line.startsWith("#") && !/[:*]/.test(to.replace(/^https?:/, ""))) check("_redirects", base, to);
  }
}
finish("Links", links ? `${files.length} pages, ${links} internal links, ${targets.size} addresses` : "", faults);
