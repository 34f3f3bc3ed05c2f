// The search as a visitor meets it: the demo portal, built under a sub-path with its Content-Security-Policy on, in a browser.
// node search.mjs ETALAGE [--out FOLDER] [--only NAME]
// ETALAGE is the program that builds; FOLDER is where pictures go.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, listen, overflow } from "./browser.mjs";
import { serve } from "./server.mjs";
import { finish, options } from "./site.mjs";

const { _: [given], out, only } = options();
const program = resolve(given);
const project = fileURLToPath(new URL("../../", import.meta.url));
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PATH = "/sous/portail/";

const work = mkdtempSync(join(tmpdir(), "etalage-search-"));
const site = join(work, "site");
const source = join(work, "export");
const pictures = out && resolve(out);
if (pictures) mkdirSync(pictures, { recursive: true });
cpSync(join(project, "examples/port-aurelin/export"), source, { recursive: true });

/** The demo's configuration, with a service worker. */
const offlineConfig = join(work, "offline.toml");
const asWritten = readFileSync(join(project, "etalage.toml"), "utf8");
writeFileSync(offlineConfig, `${asWritten.replace('"content"', JSON.stringify(join(project, "content")))}\n[search]\noffline = true\n`);

function build(config = ["--config", join(project, "etalage.toml")]) {
  const address = `https://donnees.example.org${PATH}`;
  execFileSync(program, ["build", "--quiet", ...config, "--source", source, "--base-url", address, "--out", site]);
}
build();

/** What the server does to paths of the site; each test sets its own. */
let trouble = () => null;
const requests = [];
const server = await serve(site, PATH, (path) => {
  requests.push(path);
  return trouble(path);
});
const at = (address) => new URL(address, server.url).href;
const browser = await launch();
const faults = [];
let passed = 0;

/** A fresh visitor; whatever the page complains of is a fault unless `noisy`. */
async function visit(address, { noisy = false, context: settings = {}, init } = {}) {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  if (!noisy) listen(page, (what) => faults.push(`${current}: ${what}`));
  if (init) await page.addInitScript(init);
  await page.goto(at(address));
  return page;
}

let current = "";
async function test(name, run) {
  if (only && !name.includes(only)) return;
  current = name;
  trouble = () => null;
  try {
    await run();
    passed += 1;
  } catch (error) {
    faults.push(`${name}: ${(error.stack ?? error.message).split("\n").filter((line) => !line.includes("node_modules")).slice(0, 12).join("\n    ")}`);
  }
  for (const context of browser.contexts()) await context.close();
}

const titles = (page) => page.locator("#list h3").allTextContents();
const shown = (page) => page.waitForFunction(() => !document.getElementById("found").hidden);
const query = (page) => new URL(page.url()).searchParams;
/** Waits until the first title holds the text. */
const first = (page, text) => page.waitForFunction((text) => document.querySelector("#list h3")?.textContent.includes(text), text);
const told = (page, text) => page.waitForFunction((text) => document.getElementById("told").textContent.replace(/\s+/g, " ").includes(text), text.replace(/\s+/g, " "));
const focused = (page) => page.evaluate(() => ({ id: document.activeElement.id, name: document.activeElement.name, value: document.activeElement.value }));

await test("results come as one types", async () => {
  const page = await visit("search/");
  assert.equal(await page.locator("#hint").isVisible(), true);
  assert.equal(await page.locator("#ways").isVisible(), true);
  await page.locator("#q").pressSequentially("arbres d'ali", { delay: 30 });
  await first(page, "Arbres d’alignement et des parcs");
  assert.equal(query(page).get("q"), "arbres d'ali");
  await page.waitForFunction(() => [...document.querySelectorAll("#list li:first-child mark")].map((mark) => mark.textContent).join() === "Arbres,alignement");
  assert.match(await page.locator("#list .by").first().textContent(), /Port-Aurélin/);
  assert.match(await page.locator("#list time").first().textContent(), /20\d\d/);
  assert.equal(await page.locator("#hint").isVisible(), false);
  assert.match(await page.locator("#total").textContent(), /^\d+ résultats?$/);
  // Announced once typing has ceased.
  assert.equal(await page.locator("#status").textContent(), "");
  await page.waitForFunction(() => /\d+ résultat/.test(document.getElementById("status").textContent));
  assert.equal((await focused(page)).id, "q");
  await page.locator("#list a").first().click();
  await page.waitForURL(at("datasets/arbres-d-alignement-et-des-parcs/"));
});

await test("a mistyped word is corrected, and said", async () => {
  const page = await visit("search/?q=arbrse");
  await told(page, "Aucun résultat pour « arbrse »");
  assert.match((await titles(page))[0], /arbre/i);
});

await test("an unknown word is said", async () => {
  const page = await visit("search/?q=arbres+zqxwvk");
  await told(page, "Aucun résultat pour « zqxwvk » ; voici les résultats sans ce mot.");
  assert.ok((await titles(page)).length > 0);
  await page.fill("#q", "zqxwvk");
  await told(page, "Aucun résultat pour « zqxwvk ». Essayez");
  assert.equal((await titles(page)).length, 0);
  assert.equal(await page.locator("#ways").isVisible(), true);
});

await test("filters narrow, and the box keeps the focus", async () => {
  const page = await visit("search/?q=port");
  await page.locator("#counts input").first().waitFor();
  const all = await page.locator("#total").textContent();
  const box = page.locator("#counts input[name=organization]").first();
  const name = await box.locator("xpath=following-sibling::span[1]").textContent();
  const count = await box.locator("xpath=following-sibling::span[2]").textContent();
  await box.focus();
  await page.keyboard.press("Space");
  await page.waitForFunction((count) => document.getElementById("total").textContent.startsWith(`${count} résultat`), count);
  assert.notEqual(await page.locator("#total").textContent(), all);
  for (const by of await page.locator("#list .by").allTextContents()) assert.equal(by, name);
  await page.waitForTimeout(600);
  assert.equal((await focused(page)).name, "organization");
  assert.equal(await page.locator("#counts input[name=organization]:checked").count(), 1);
  await page.locator("#found [name=clear]").click();
  await page.waitForFunction((all) => document.getElementById("total").textContent === all, all);
  assert.equal(query(page).has("organization"), false);
});

await test("a kind can be chosen", async () => {
  const page = await visit("search/?q=port");
  await shown(page);
  await page.getByRole("radio", { name: /^Organisations/ }).check();
  await page.waitForFunction(() => [...document.querySelectorAll("#list .badge")].length === document.querySelectorAll("#list li").length && document.querySelector("#list li"));
  assert.equal(query(page).get("kind"), "organization");
});

await test("results can be sorted", async () => {
  const page = await visit("search/?q=donn%C3%A9es&kind=dataset&archived=false");
  await shown(page);
  const relevant = await titles(page);
  await page.selectOption("#found [name=sort]", "updated");
  await page.waitForFunction((before) => document.querySelector("#list h3").textContent !== before, relevant[0]);
  const dates = await page.locator("#list time").evaluateAll((times) => times.map((time) => time.dateTime));
  assert.ok(dates.length > 3);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.equal(query(page).get("sort"), "updated");
});

await test("more results come under the first", async () => {
  const page = await visit("search/?kind=dataset");
  await shown(page);
  const before = await titles(page);
  assert.equal(before.length, 20);
  await page.locator("#more").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("#list li").length > 20);
  const after = await titles(page);
  assert.deepEqual(after.slice(0, 20), before);
  assert.equal(new Set(await page.locator("#list h3 a").evaluateAll((links) => links.map((link) => link.href))).size, after.length);
  assert.equal((await focused(page)).id, "more");
  assert.equal(query(page).get("page"), "2");
  await page.waitForFunction(() => /affichés sur/.test(document.getElementById("status").textContent));
  // Whoever gets the address sees the same.
  const other = await visit(page.url().slice(server.url.length));
  await other.waitForFunction((count) => document.querySelectorAll("#list li").length === count, after.length);
  assert.deepEqual(await titles(other), after);
});

await test("addresses restore every choice", async () => {
  const page = await visit("search/?q=transport&kind=dataset&sort=views&archived=false&tag=mobilite");
  await shown(page);
  assert.equal(await page.inputValue("#q"), "transport");
  assert.equal(await page.locator("#found [name=sort]").inputValue(), "views");
  assert.equal(await page.getByRole("radio", { name: /^Jeux de données/ }).isChecked(), true);
  assert.equal(await page.getByRole("checkbox", { name: "Sans les archives" }).isChecked(), true);
  await page.locator("#counts input[name=tag][value=mobilite]:checked").waitFor();
});

await test("back and forward go through what was chosen", async () => {
  const page = await visit("search/");
  await page.locator("#q").pressSequentially("arbres", { delay: 20 });
  await first(page, "rbres");
  await page.keyboard.press("Enter");
  await page.locator("#q").fill("");
  await page.locator("#q").pressSequentially("budget", { delay: 20 });
  await first(page, "udget");
  await page.keyboard.press("Enter");
  await page.selectOption("#found [name=sort]", "newest");
  await page.waitForURL(/sort=newest/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#found [name=sort]").value === "");
  assert.equal(await page.inputValue("#q"), "budget");
  await page.goBack();
  await first(page, "rbres");
  assert.equal(await page.inputValue("#q"), "arbres");
  await page.goForward();
  await first(page, "udget");
  assert.equal(await page.inputValue("#q"), "budget");
  await page.goBack();
  await first(page, "rbres");
  await page.goBack();
  await page.locator("#hint").waitFor();
  assert.equal(await page.inputValue("#q"), "");
});

await test("everything can be done by keyboard", async () => {
  const page = await visit("search/");
  for (let step = 0; step < 20 && (await focused(page)).id !== "q"; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.type("bus");
  await shown(page);
  // The filters' counts come once typing has ceased.
  await page.locator("[name=organization]").first().waitFor({ state: "attached" });
  const seen = new Set();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (element.closest("#list")) return "result";
      return element.name || (element.matches("summary") ? "summary" : element.type);
    });
    seen.add(now);
    if (now === "result") break;
  }
  for (const stop of ["submit", "kind", "summary", "archived", "organization", "sort", "result"]) assert.ok(seen.has(stop), `${stop} in ${[...seen]}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(datasets|organizations|reuses|dataservices)\/[^/]+\/$/);
});

await test("without JavaScript the form leads to the lists", async () => {
  const page = await visit("", { context: { javaScriptEnabled: false } });
  await page.fill("#q", "arbres");
  await page.keyboard.press("Enter");
  await page.waitForURL(at("search/?q=arbres"));
  assert.match(await page.locator("main").innerText(), /Sans JavaScript/);
  await page.locator("#ways a").first().click();
  assert.equal(await page.locator("h1").count(), 1);
});

await test("without gunzip the page stays as it is", async () => {
  const page = await visit("search/?q=arbres", { init: () => delete globalThis.DecompressionStream });
  await page.waitForTimeout(400);
  assert.equal(await page.locator("#ways").isVisible(), true);
  assert.equal(await page.locator("#hint").isVisible(), true);
});

await test("without workers the search runs in the page", async () => {
  const page = await visit("search/?q=arbres", { init: () => delete globalThis.Worker });
  await first(page, "rbres");
});

/** The files that a first query reads. */
async function filesOf(text, title) {
  const page = await visit("search/");
  requests.length = 0;
  await page.locator("#q").fill(text);
  await first(page, title);
  await page.waitForTimeout(300);
  return new Set(requests.filter((path) => /^search\/[is]\//.test(path)));
}

await test("an older answer that comes last is dropped", async () => {
  const newer = await filesOf("budget", "udget");
  let held = new Set();
  let text;
  for (text of ["arbres", "bus", "port", "transport", "école"]) {
    held = new Set([...(await filesOf(text, ""))].filter((path) => !newer.has(path)));
    if (held.size) break;
  }
  assert.ok(held.size > 0, "the older query reads files of its own");
  const page = await visit("search/");
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let waiting = 0;
  trouble = async (path) => {
    if (!held.has(path)) return null;
    waiting += 1;
    await released;
    return null;
  };
  await page.locator("#q").fill(text);
  for (let step = 0; step < 100 && waiting === 0; step += 1) await page.waitForTimeout(100);
  assert.ok(waiting > 0, "the older query waits");
  await page.locator("#q").fill("budget");
  await first(page, "udget");
  const before = await titles(page);
  release();
  await page.waitForTimeout(700);
  assert.deepEqual(await titles(page), before);
  assert.equal(await page.inputValue("#q"), "budget");
  assert.equal(query(page).get("q"), "budget");
});

await test("a missing shard is said", async () => {
  const page = await visit("search/", { noisy: true });
  trouble = (path) => (/^search\/i\//.test(path) ? 404 : null);
  await page.locator("#q").fill("arbres");
  await told(page, "Une partie de la recherche n’a pas pu être lue");
  trouble = (path) => (/^search\/s\/[^/]+\/[02468]\.bin/.test(path) ? 404 : null);
  await page.locator("#q").fill("donnees");
  await page.waitForFunction(() => document.querySelectorAll("#list li").length > 0);
  await told(page, "Une partie de la recherche n’a pas pu être lue");
  trouble = () => null;
  await page.locator("#q").fill("arbres");
  await first(page, "rbres");
  assert.equal(await page.locator("#told").textContent(), "");
});

await test("a search that cannot be loaded is said", async () => {
  trouble = (path) => (path === "search/entry.json" ? 404 : null);
  const page = await visit("search/?q=arbres", { noisy: true });
  await page.locator("#failed").waitFor();
  assert.equal(await page.locator("#ways").isVisible(), true);
});

await test("only the box's use loads the search", async () => {
  requests.length = 0;
  const page = await visit("datasets/");
  await page.waitForTimeout(300);
  assert.deepEqual(requests.filter((path) => path.startsWith("search/")), []);
  assert.ok(requests.length <= 4, requests.join(" "));
  await page.focus("#q");
  await page.waitForFunction(() => document.getElementById("q").getAttribute("role") === "combobox");
});

await test("the box suggests", async () => {
  const page = await visit("");
  await page.focus("#q");
  const box = page.getByRole("combobox");
  await box.waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  await page.keyboard.type("arbre", { delay: 40 });
  const options = page.getByRole("option");
  await options.first().waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await box.getAttribute("aria-controls"), await page.getByRole("listbox").getAttribute("id"));
  await page.waitForTimeout(400);
  const count = await options.count();
  await page.keyboard.press("ArrowDown");
  assert.equal(await box.getAttribute("aria-activedescendant"), "suggestion-0");
  assert.equal(await options.first().getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal(await box.getAttribute("aria-activedescendant"), "");
  await page.keyboard.press("ArrowUp");
  assert.equal(await box.getAttribute("aria-activedescendant"), `suggestion-${count - 1}`);
  assert.equal((await focused(page)).id, "q");
  await page.keyboard.press("Escape");
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  assert.equal(await options.first().isVisible(), false);
  assert.equal(await page.inputValue("#q"), "arbre");
  await page.keyboard.press("ArrowDown");
  assert.equal(await options.first().isVisible(), true);
  if (pictures) await page.screenshot({ path: join(pictures, "suggestions-1280.png") });
  const overlaps = await options.last().evaluate((option) => {
    const box = option.getBoundingClientRect();
    return option.contains(document.elementFromPoint(box.x + 20, box.y + box.height / 2));
  });
  assert.ok(overlaps, "the list stands above the page");
  await options.filter({ hasText: "Arbres d’alignement et des parcs" }).click();
  await page.waitForURL(at("datasets/arbres-d-alignement-et-des-parcs/"));
  // Without a choice, Enter leads to the results.
  await page.focus("#q");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.type("budget");
  await page.keyboard.press("Enter");
  await page.waitForURL(at("search/?q=budget"));
  await first(page, "udget");
});

await test("hostile titles are text", async () => {
  const page = await visit("search/?q=script+alert");
  await first(page, "<script>");
  assert.equal(await page.locator("main script, main img, main iframe").count(), 0);
});

await test("a browser's bar can search", async () => {
  const page = await visit("");
  const description = await page.locator("link[rel=search]").getAttribute("href");
  const text = await (await page.request.get(at(description))).text();
  assert.match(text, /template="https:\/\/donnees\.example\.org\/sous\/portail\/search\/\?q=\{searchTerms\}"/);
});

await test("modules fit their budget", async () => {
  const { gzipSync } = await import("node:zlib");
  const size = readdirSync(join(site, "search")).filter((name) => /^search-(core|ui)\./.test(name)).reduce((sum, name) => sum + gzipSync(readFileSync(join(site, "search", name)), { level: 9 }).length, 0);
  assert.ok(size < 12_000, `${size} bytes, gzipped`);
});

await test("from a folder, without a server, the page says what to do", async () => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, "search/index.html")).href);
  await page.waitForTimeout(300);
  assert.match(await page.locator("main").innerText(), /dossier ouvert sans serveur \(file:\/\/\)[^]*etalage serve/);
  assert.equal(await page.locator("#ways").isVisible(), true);
});

const STATES = {
  empty: "search/", results: "search/?q=port", filtered: "search/?q=port&kind=dataset&archived=false", typo: "search/?q=arbrse+zqxwvk", none: "search/?q=zqxwvk",
  missing: "search/?q=port",
};
for (const [name, address] of Object.entries(STATES)) {
  await test(`nothing is in anyone's way: ${name}`, async () => {
    const noisy = name === "missing";
    if (noisy) trouble = (path) => (/^search\/i\//.test(path) ? 404 : null);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [320, 360, 1440]) {
        const page = await visit(address, { noisy, context: { bypassCSP: true, colorScheme, viewport: { width, height: 900 } } });
        if (name !== "empty") await shown(page);
        if (width < 1000 && name === "filtered") await page.locator("#facets > summary").click();
        if (name !== "empty" && (await page.locator("#facets").evaluate((one) => one.open)) && name !== "none" && !noisy) await page.locator("#counts legend").first().waitFor();
        await page.waitForTimeout(100);
        if (pictures && width > 320) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: width > 1000 });
        const wide = await overflow(page);
        if (wide) faults.push(`${current}, ${width} px: ${wide}`);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
        for (const { id, help, nodes } of violations) faults.push(`${current}, ${colorScheme} ${width} px: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
        await page.close();
      }
    }
  });
}
await test("nothing is in anyone's way: suggestions", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await visit("datasets/", { context: { bypassCSP: true, colorScheme, viewport: { width: 360, height: 800 } } });
    await page.focus("#q");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("port");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    if (pictures) await page.screenshot({ path: join(pictures, `suggestions-360-${colorScheme}.png`) });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
    for (const { id, help, nodes } of violations) faults.push(`${current}, ${colorScheme}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
  }
});

// Last: they change the site.
await test("what was read once is found without a network", async () => {
  build(["--config", offlineConfig]);
  const page = await visit("search/", { noisy: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.locator("#q").fill("budget");
  await first(page, "udget");
  const before = await titles(page);
  await page.waitForTimeout(500);
  trouble = () => 503;
  await page.context().setOffline(true);
  await page.reload();
  await shown(page);
  assert.deepEqual(await titles(page), before);
  await page.locator("#q").fill("zqxwvk arbres");
  await page.waitForTimeout(500);
  await page.context().setOffline(false);
  trouble = () => null;
  // A site that no longer asks for it takes it away.
  build();
  await page.reload();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
});

await test("a site that is built anew while its page is open", async () => {
  const page = await visit("search/", { noisy: true });
  await page.locator("#q").fill("budget");
  await first(page, "udget");
  const file = join(source, readdirSync(source).find((name) => name.startsWith("export-dataset-")));
  const text = readFileSync(file, "utf8");
  assert.ok(text.includes("Arbres d’alignement et des parcs"));
  writeFileSync(file, text.replaceAll("Arbres d’alignement et des parcs", "Xylophones d’alignement et des parcs"));
  build();
  requests.length = 0;
  await page.locator("#q").fill("xylophones");
  await first(page, "Xylophones d’alignement et des parcs");
  assert.equal(requests.filter((path) => path === "search/entry.json").length, 1);
});

await browser.close();
server.close();
rmSync(work, { recursive: true });
finish("Search", passed ? `${passed} tests` : "", faults);
