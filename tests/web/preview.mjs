// The preview as a theme's author uses it: a browser beside an editor. Edits show without a touch, mistakes are shown
// over the page and go when mended, every open page follows, also after the server was started anew. axe and a walk by
// keyboard on what the preview itself shows.
// node preview.mjs PROGRAM

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const program = resolve(process.argv[2] ?? join(ROOT, "target/release/etalage"));
/** Longer than anything takes on a machine that does much else. */
const PATIENCE = 30_000;

const folder = mkdtempSync(join(tmpdir(), "etalage-preview-"));
const faults = [];
let checked = 0;

function check(holds, what) {
  checked += 1;
  if (!holds) faults.push(what);
  console.log(`  ${holds ? "ok" : "FAILED"}  ${what}`);
}

const theme = (path) => join(folder, "themes/mine", path);
function save(path, text) {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
const footer = (text) => save(theme("templates/footer.html"), `<footer class="foot"><div class="wrap"><p>${text}</p></div></footer>\n`);

function site() {
  cpSync(join(ROOT, "examples/port-aurelin"), join(folder, "example"), { recursive: true });
  writeFileSync(join(folder, "etalage.toml"),
    '[site]\ntitle = "Aperçu"\nbase_url = "https://exemple.fr"\nlanguage = "fr"\n[source]\npath = "example/export"\n[theme]\nname = "mine"\n');
  save(theme("theme.toml"), 'extends = "default"\n');
  save(theme("assets/extra.css"), ".foot p { color: rgb(1, 2, 3); }\n");
  save(theme("templates/base.html"), readFileSync(join(ROOT, "themes/default/templates/base.html"), "utf8")
    .replace("{% block head %}", '<link rel="stylesheet" href="{{ asset(path="extra.css") }}">{% block head %}'));
  footer("premier");
  save(join(folder, "content/about.md"), '+++\ntitle = "À propos"\n+++\nPremier texte.\n');
}

/** Starts the server; gives its address and its process. */
function serve(port) {
  const server = spawn(program, ["serve", "--port", String(port)], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  server.said = "";
  server.stderr.on("data", (data) => { server.said += data; });
  return new Promise((resolve, reject) => {
    let out = "";
    server.stdout.on("data", (data) => {
      out += data;
      const address = /http:\/\/\S+/.exec(out)?.[0];
      if (address) resolve({ server, address });
    });
    server.on("exit", () => reject(new Error(`the server ended: ${server.said}`)));
  });
}

const shows = (page, text) => page.waitForFunction((text) => document.querySelector(".foot")?.textContent.includes(text), text, { timeout: PATIENCE })
  .then(() => true, () => false);
const seesMistake = (page, text) => page.waitForFunction((text) => document.getElementById("etalage-mistake")?.textContent.includes(text), text, { timeout: PATIENCE })
  .then(() => true, () => false);
const seesNone = (page) => page.waitForFunction(() => document.getElementById("etalage-mistake") === null, null, { timeout: PATIENCE })
  .then(() => true, () => false);

async function axe(page, label) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  check(violations.length === 0, `axe finds nothing on ${label}${violations.map(({ id, nodes }) => ` (${id}: ${nodes[0].html.slice(0, 120)})`).join("")}`);
}

/** The page is marked; a page that was loaded anew has lost the mark. */
const mark = (page) => page.evaluate(() => { window.marked = true; });
const marked = (page) => page.evaluate(() => window.marked === true);

site();
let { server, address } = await serve(0);
const { port } = new URL(address);
const browser = await launch();
const context = await browser.newContext();
const complaints = [];
const open = async (path) => {
  const page = await context.newPage();
  page.on("console", (message) => {
    // A server that is being started anew refuses connections; a page with a mistake is a 500.
    if (message.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|status of 500/.test(message.text())) complaints.push(message.text().slice(0, 200));
  });
  page.on("pageerror", (error) => complaints.push(error.message.slice(0, 200)));
  await page.goto(new URL(path, address).href, { timeout: 120_000 });
  return page;
};

try {
  const one = await open("/datasets/");
  const two = await open("/");
  check(await shows(one, "premier") && await shows(two, "premier"), "two tabs show the first state");

  footer("deuxième");
  check(await shows(one, "deuxième") && await shows(two, "deuxième"), "a template saved shows in both tabs");

  const beside = theme("templates/.footer.html.part");
  save(beside, '<footer class="foot"><p>renommé</p></footer>');
  renameSync(beside, theme("templates/footer.html"));
  check(await shows(one, "renommé"), "a file saved by renaming shows");

  await Promise.all([mark(one), mark(two)]);
  save(theme("assets/extra.css"), ".foot p { color: rgb(9, 8, 7); }\n");
  const recoloured = (page) => page.waitForFunction(() => getComputedStyle(document.querySelector(".foot p")).color === "rgb(9, 8, 7)", null, { timeout: PATIENCE }).then(() => true, () => false);
  check(await recoloured(one) && await recoloured(two), "a stylesheet saved shows in both tabs");
  check(await marked(one) && await marked(two), "and neither was loaded anew for it");
  check(await one.evaluate(() => document.querySelectorAll('link[href*="extra."]').length) === 1, "and the old one is gone");

  save(theme("templates/footer.html"), '<footer class="foot">\n{% if page.title %}<p>faux</p></footer>\n');
  check(await seesMistake(one, "footer.html:2:") && await seesMistake(two, "footer.html:2:"), "a broken template is shown over both tabs, with file and line");
  check(await one.evaluate(() => document.querySelector(".foot").textContent.includes("renommé")), "the last good page is beneath");
  check(server.said.split("footer.html:2:").length === 2, "the terminal says it once");
  await axe(one, "the overlay");
  check(await one.evaluate(() => document.activeElement?.id === "etalage-mistake"), "the overlay has the focus");
  await one.keyboard.press("Tab");
  await one.keyboard.press("Tab");
  check(await one.evaluate(() => document.activeElement?.textContent === "Show the last good page"), "its link is reached by keyboard");
  await one.keyboard.press("Enter");
  check(await one.evaluate(() => document.getElementById("etalage-mistake") === null), "and leads to the page beneath");
  const fresh = await open("/reuses/");
  check(await seesMistake(fresh, "footer.html:2:"), "a page opened meanwhile shows it too");
  await fresh.keyboard.press("Escape");
  check(await seesNone(fresh), "Escape takes it away");
  await fresh.close();
  footer("réparé");
  check(await seesNone(two) && await shows(two, "réparé") && await shows(one, "réparé"), "mended, it goes, and the page is fresh");

  save(theme("templates/tags.html"), '{% extends "base.html" %}{% block main %}<h1>{{ nowhere.at.all }}</h1>{% endblock %}');
  const tags = await open("/tags/");
  check(await seesMistake(tags, "tags.html:1:"), "a new template that cannot be rendered is shown on its page");
  rmSync(theme("templates/tags.html"));
  check(await seesNone(tags), "a deleted file: the page is whole again");
  await tags.close();

  for (const [what, path, wrong, right, place] of [
    ["front matter", "content/about.md", "+++\ntitle = \n+++\n", '+++\ntitle = "À propos"\n+++\nTexte.\n', "about.md:2"],
    ["the configuration", "etalage.toml", "[site]\ntitel = 1\n", readFileSync(join(folder, "etalage.toml"), "utf8"), "etalage.toml:2"],
    ["a message file", "themes/mine/messages/fr.ftl", "a = { $\n", "a = b\n", "fr.ftl:"],
  ]) {
    save(join(folder, path), wrong);
    check(await seesMistake(one, place), `a mistake in ${what} is shown`);
    save(join(folder, path), right);
    check(await seesNone(one), `and goes`);
  }
  const organizations = join(folder, "example/export");
  renameSync(organizations, join(folder, "example/gone"));
  check(await seesMistake(one, "catalogue"), "a catalogue that went is shown");
  renameSync(join(folder, "example/gone"), organizations);
  check(await seesNone(one), "and goes when it is back");

  for (let number = 0; number < 200; number += 1) save(join(folder, `content/lot/page-${number}.md`), '+++\ntitle = "Page"\n+++\nTexte.\n');
  footer("après deux cents fichiers");
  check(await shows(one, "après deux cents fichiers"), "a burst of 200 files ends in the last state");
  const last = await open("/pages/lot/page-199/");
  check((await last.textContent("main")).includes("Texte."), "with every page");
  await last.close();

  await Promise.all([mark(one), mark(two)]);
  server.kill("SIGINT");
  const begun = Date.now();
  await new Promise((resolve) => server.on("exit", resolve));
  check(Date.now() - begun < 2000, "Ctrl-C ends the server at once, open pages or not");
  footer("nouveau départ");
  ({ server } = await serve(port));
  check(await shows(one, "nouveau départ") && await shows(two, "nouveau départ"), "both tabs find the server started anew");
  footer("et encore");
  check(await shows(one, "et encore") && await shows(two, "et encore"), "and follow it");

  const making = await open("/datasets/?__etalage");
  await axe(making, "the page on how a page is made");
  check((await making.textContent("main")).includes("datasets.html"), "it names the template");
  const stops = [];
  for (let step = 0; step < 12; step += 1) {
    await making.keyboard.press("Tab");
    const stop = await making.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return { id: element.id || element.getAttribute("aria-labelledby") || element.textContent.slice(0, 20), seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
    });
    if (stop === null) break;
    stops.push(stop);
  }
  check(stops.length >= 4 && stops.every(({ seen }) => seen), `its parts are reached by keyboard, and the focus seen (${stops.map(({ id }) => id).join(", ")})`);
  await making.setViewportSize({ width: 320, height: 800 });
  check(await making.evaluate(() => document.scrollingElement.scrollWidth <= 320), "it fits a phone");
  check(complaints.length === 0, `no page complains${complaints.map((text) => ` (${text})`).join("")}`);
} finally {
  server.kill("SIGKILL");
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

console.log(`preview: ${checked} checks, ${faults.length === 0 ? "no fault" : `${faults.length} faults`}`);
process.exitCode = faults.length === 0 && checked > 30 ? 0 : 1;
