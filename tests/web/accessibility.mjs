// What a machine can tell of the accessibility of each type of page, in light and dark, on a phone and a wide screen,
// with and without JavaScript: axe (RGAA 4 and WCAG 2.2 A and AA), a walk by keyboard, text at 200 %.
// node accessibility.mjs FOLDER [--base-url URL] [--only PART]

import { readFileSync } from "node:fs";
import { launch, listen, overflow } from "./browser.mjs";
import { serve } from "./server.mjs";
import { addressOf, baseUrl, finish, options, representatives } from "./site.mjs";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const HEIGHT = 900;
/** Colour scheme and width. Without scripts a page has the same styles: two looks tell all. */
const LOOKS = { true: [["light", 320], ["dark", 320], ["light", 1280], ["dark", 1280]], false: [["light", 320], ["dark", 1280]] };

const { _: [folder], "base-url": given, only } = options();
const server = await serve(folder, new URL((given ?? baseUrl(folder)).replace(/\/?$/, "/")).pathname);
const browser = await launch();
/** Pages of the demo portal in a state of their own: archived, empty, hostile, with tables, with unavailable files. */
const STATES = [
  "bac-de-l-aurelle-horaires-et-traversees", "schema-directeur-de-la-donnee-2026-2030", "reseau-aurebus-horaires-theoriques-et-temps-reel",
  "test-script-alert-port-aurelin-script-guillemets-simples", "trait-de-cote-releves-et-projections", "oeuvres-d-art-dans-l-espace-public",
].map((slug) => `datasets/${slug}/index.html`);
const files = representatives(folder, STATES).filter((file) => !only || file.includes(only));
/** What is wrong, to where it was seen. */
const seenAt = new Map();
let runs = 0;
let stops = 0;

function fault(where, what) {
  if (!seenAt.has(what)) seenAt.set(what, []);
  seenAt.get(what).push(where);
}

async function axe(page, label) {
  runs += 1;
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  for (const { id, help, nodes } of violations) {
    fault(label, `${id}: ${help}: ${nodes[0].target.join(" ")} ${nodes[0].html.slice(0, 160)}`);
  }
}

/**
 * A page as a visitor without JavaScript sees it. axe needs timers, which such a page does not have: what the browser
 * made of it without scripts, `<noscript>` opened, is given to a page that has them.
 */
async function withoutScripts(plain, context, url) {
  const visitor = await plain.newPage();
  await visitor.goto(url, { timeout: 120_000 });
  const html = await visitor.evaluate(() => {
    for (const script of document.querySelectorAll("script")) script.remove();
    for (const element of document.querySelectorAll("noscript")) element.replaceWith(...element.childNodes);
    return `<!DOCTYPE html>${document.documentElement.outerHTML}`;
  });
  await visitor.close();
  const page = await context.newPage();
  await page.route(url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  return page;
}

/** Tabs through the page: the focus is always seen, the first stop leads to the content. */
async function keyboard(page, label) {
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => {
    const link = document.activeElement;
    const target = link?.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
    return { tag: link?.tagName, inPage: Boolean(target), isMain: Boolean(target?.closest("main") || target?.querySelector("main")) };
  });
  if (skip.tag !== "A" || !skip.inPage || !skip.isMain) fault(label, `the first stop is no link to the content`);
  const seen = new Set();
  for (let step = 0; step < 60; step += 1) {
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const look = (styles) => ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor", "textDecorationLine", "textDecorationThickness"].map((name) => styles[name]).join("|");
      const focused = getComputedStyle(element);
      const [with_, outlined] = [look(focused), focused.outlineStyle !== "none" && parseFloat(focused.outlineWidth) >= 1];
      const box = element.getBoundingClientRect();
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
      const covered = middle !== null && middle !== element && !element.contains(middle) && !middle.contains(element);
      element.blur();
      const without = look(getComputedStyle(element));
      element.focus({ preventScroll: true });
      document.__stops ??= [];
      let index = document.__stops.indexOf(element);
      const again = index !== -1;
      if (!again) index = document.__stops.push(element) - 1;
      return {
        name: `<${element.tagName.toLowerCase()}> ${(element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40)}`,
        again, index, changes: with_ !== without || outlined,
        onScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered,
      };
    });
    if (stop === null || stop.again) break;
    stops += 1;
    seen.add(stop.index);
    if (!stop.onScreen) fault(label, `focus out of sight: ${stop.name}`);
    else if (stop.covered) fault(label, `focus covered: ${stop.name}`);
    if (!stop.changes) fault(label, `focus not shown: ${stop.name}`);
    await page.keyboard.press("Tab");
  }
  if (seen.size < 3) fault(label, `only ${seen.size} stops by keyboard`);
}

/** Headings in order, one main part, tables with captions, no new windows. */
async function structure(page, label) {
  const found = await page.evaluate(() => {
    const wrong = [];
    for (const table of document.querySelectorAll("table")) {
      if (!table.closest(".prose") && table.getAttribute("role") !== "presentation" && !table.caption?.textContent.trim()) wrong.push("a table without caption");
    }
    for (const link of document.querySelectorAll("a[target=_blank]")) wrong.push(`a new window: ${link.href}`);
    const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1]));
    if (headings.filter((level) => level === 1).length !== 1) wrong.push("not one heading of the first level");
    headings.forEach((level, index) => {
      if (index > 0 && level > headings[index - 1] + 1) wrong.push(`a heading of level ${level} after one of level ${headings[index - 1]}`);
    });
    if (document.querySelectorAll("main").length !== 1) wrong.push("not one <main>");
    return wrong;
  });
  for (const wrong of found) fault(label, wrong);
}

const context = await browser.newContext({ bypassCSP: true, locale: "fr-FR" });
const plain = await browser.newContext({ javaScriptEnabled: false, locale: "fr-FR" });
async function check(file) {
  const url = new URL(addressOf(file).slice(1), server.url).href;
  for (const scripts of [true, false]) {
    const page = scripts ? await context.newPage() : await withoutScripts(plain, context, url);
    let label = `${file}${scripts ? "" : " without scripts"}`;
    listen(page, (what) => fault(label, what));
    await page.goto(url, { timeout: 120_000 });
    await page.evaluate(AXE);
    for (const [colorScheme, width] of LOOKS[scripts]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: HEIGHT });
      label = `${file} ${colorScheme} ${width} px${scripts ? "" : " without scripts"}`;
      await axe(page, label);
      const wide = width === 320 ? await overflow(page) : null;
      if (wide) fault(label, wide);
    }
    if (scripts) {
      await structure(page, file);
      await keyboard(page, `${file} 1280 px`);
      await page.evaluate(() => scrollTo(0, 0));
      await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
      const wide = await overflow(page);
      if (wide) fault(file, `text at 200 %: ${wide}`);
    }
    await page.close();
  }
}

// Two pages at a time: each has a process of its own.
const queue = [...files];
const worker = async () => {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) await check(file);
};
await Promise.all([worker(), worker()]);
await browser.close();
server.close();
const faults = [...seenAt].sort().map(([what, where]) => `${where[0]}${where.length > 1 ? ` and ${where.length - 1} more` : ""}: ${what}`);
finish("Accessibility", runs ? `${files.length} pages, ${runs} runs of axe, ${stops} stops by keyboard` : "", faults);
