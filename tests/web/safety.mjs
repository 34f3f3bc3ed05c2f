// What a page may hold, whatever the catalogue said: no script or style of its own, forms and scripts of the same origin
// only, known schemes only, and in catalogue texts only the elements and attributes of the allow-list.
// node safety.mjs FOLDER [--base-url URL] [--images]

import { attribute, baseUrl, elements, finish, htmlFiles, options, readPage, textOf } from "./site.mjs";

const { _: [folder], "base-url": given, images } = options();
const base = new URL((given ?? baseUrl(folder)).replace(/\/?$/, "/"));
const faults = [];

// udata's allow-list (settings.py, MD_ALLOWED_TAGS and MD_ALLOWED_ATTRIBUTES), with what Markdown itself needs.
const PROSE = new Set(
  ("a abbr acronym b br blockquote code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre small span strong ul sup " +
    "sub table td th tr tbody thead tfooter tfoot details summary").split(" "),
);
const ATTRIBUTES = {
  a: ["href", "title", "rel"], abbr: ["title"], acronym: ["title"], div: ["class", "role", "tabindex", "aria-label"], img: ["alt", "src", "title", "loading", "width", "height"],
  ol: ["start"], td: ["align", "class", "colspan", "rowspan"], th: ["align", "class", "scope", "colspan", "rowspan"], code: ["class"], table: ["class", "tabindex", "role", "aria-label"],
};
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "ftp:", "ftps:"]);
const ADDRESSES = ["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "ping", "manifest", "srcset"];

function checkAddress(file, element, name, value) {
  let url;
  try {
    // Browsers drop tabs and line breaks inside addresses, and so does this parser.
    url = new URL(name === "srcset" ? value.trim().split(/\s+/)[0] : value, base);
  } catch {
    faults.push(`${file}: <${element.tagName} ${name}=${JSON.stringify(value)}> is no address`);
    return;
  }
  const same = url.origin === base.origin;
  const tag = element.tagName;
  if (tag === "img" || tag === "source" || (tag === "link" && /icon/.test(attribute(element, "rel") ?? ""))) {
    if (!same && url.protocol !== "data:" && !images) faults.push(`${file}: a picture of another origin: ${value.slice(0, 80)}`);
    if (url.protocol === "data:" && !/^data:image\/(svg\+xml|png|webp)[,;]/.test(value)) faults.push(`${file}: ${value.slice(0, 80)}`);
    if (!same && url.protocol !== "data:" && !["http:", "https:"].includes(url.protocol)) faults.push(`${file}: ${value.slice(0, 80)}`);
    return;
  }
  if (!SCHEMES.has(url.protocol)) faults.push(`${file}: <${tag} ${name}> has the scheme ${url.protocol} (${value.slice(0, 80)})`);
  const asksForIt = tag === "script" || tag === "form" || name === "formaction" || (tag === "link" && /\b(stylesheet|modulepreload|preload|prefetch)\b/.test(attribute(element, "rel") ?? ""));
  if (asksForIt && !same) faults.push(`${file}: <${tag} ${name}> of another origin: ${value.slice(0, 80)}`);
  if (url.username || url.password) faults.push(`${file}: an address with a password: ${url.host}`);
}

function checkProse(file, prose) {
  for (const element of elements(prose)) {
    if (!PROSE.has(element.tagName)) faults.push(`${file}: <${element.tagName}> in a catalogue text`);
    for (const { name } of element.attrs) {
      if (!(ATTRIBUTES[element.tagName] ?? []).includes(name)) faults.push(`${file}: <${element.tagName} ${name}> in a catalogue text`);
    }
    const href = element.tagName === "a" ? attribute(element, "href") : undefined;
    const outside = href !== undefined && /^(https?|ftps?):/.test(new URL(href, base).href) && new URL(href, base).origin !== base.origin;
    if (outside && !/nofollow/.test(attribute(element, "rel") ?? "")) {
      faults.push(`${file}: a link out of a catalogue text without nofollow: ${href.slice(0, 80)}`);
    }
  }
}

const files = htmlFiles(folder);
let texts = 0;
for (const file of files) {
  const authored = file.startsWith("pages/");
  for (const element of elements(readPage(folder, file))) {
    const tag = element.tagName;
    if (["iframe", "object", "embed", "applet", "base", "style", "frame", "frameset", "portal"].includes(tag)) faults.push(`${file}: <${tag}>`);
    if (tag === "script") {
      const type = attribute(element, "type") ?? "";
      if (attribute(element, "src") === undefined && !/^application\/(ld\+)?json$/.test(type)) faults.push(`${file}: an inline script`);
      if (/json/.test(type)) {
        try {
          JSON.parse(textOf(element));
        } catch (error) {
          faults.push(`${file}: a data block that is no JSON: ${error.message}`);
        }
      }
    }
    if (tag === "meta" && /refresh/i.test(attribute(element, "http-equiv") ?? "")) faults.push(`${file}: <meta refresh>`);
    for (const { name, value } of element.attrs) {
      if (name === "style") faults.push(`${file}: <${tag} style>`);
      if (/^on/.test(name)) faults.push(`${file}: <${tag} ${name}>`);
      if (name === "srcdoc") faults.push(`${file}: <${tag} srcdoc>`);
      if (ADDRESSES.includes(name)) checkAddress(file, element, name, value);
    }
    if (!authored && (attribute(element, "class") ?? "").split(/\s+/).includes("prose")) {
      texts += 1;
      checkProse(file, element);
    }
  }
}
finish("Safety", files.length ? `${files.length} pages, ${texts} catalogue texts` : "", faults);
