// How long a visitor of the search page waits, from a key to painted results, in Chromium with its processor slowed down
// four times and everything read once before.
//
//   node tests/web/search-latency.mjs SITE FOLDER [QUERIES]
//
// SITE is any built site; FOLDER is what `cargo bench --bench search` wrote: its search takes the place of the site's own.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { baseUrl } from "./site.mjs";

const [site, folder, count = "40"] = process.argv.slice(2);
if (!folder) {
  console.log("search-latency: nothing to measure; name a built site and the folder that the bench wrote");
  process.exit(0);
}
const work = mkdtempSync(path.join(tmpdir(), "latency-"));
cpSync(site, work, { recursive: true });
for (const name of readdirSync(path.join(work, "search"))) if (name !== "index.html") rmSync(path.join(work, "search", name), { recursive: true });
cpSync(path.join(folder, "search"), path.join(work, "search"), { recursive: true });
const kinds = JSON.parse(readFileSync(path.join(folder, "known.json"), "utf8"));
const queries = Object.values(kinds).flatMap((all) => all.slice(0, Math.ceil(count / Object.keys(kinds).length))).map(({ query }) => query);
const server = await serve(work, new URL(baseUrl(site)).pathname);
const browser = await launch();
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))].toFixed(0);

for (const workers of [true, false]) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  if (!workers) await page.addInitScript(() => delete globalThis.Worker);
  // From the key to the frame after the list changed.
  await page.addInitScript(() => {
    globalThis.__times = [];
    let pressed = 0;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
    addEventListener("DOMContentLoaded", () => {
      const list = document.getElementById("list");
      new MutationObserver(() => {
        const since = pressed;
        if (!since) return;
        pressed = 0;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => globalThis.__times.push(performance.now() - since);
          port2.postMessage(0);
        });
      }).observe(list, { childList: true });
    });
  });
  await page.goto(new URL("search/", server.url).href);
  const session = await page.context().newCDPSession(page);
  const times = [];
  for (const slow of [false, true]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slow ? 4 : 1 });
    for (const query of queries) {
      // All but the last two letters at once, those as they are typed.
      await page.fill("#q", query.slice(0, -2));
      await page.waitForTimeout(slow ? 500 : 250);
      for (const letter of query.slice(-2)) {
        await page.evaluate(() => (globalThis.__times = []));
        await page.keyboard.type(letter);
        await page.waitForTimeout(slow ? 400 : 250);
        const [took] = await page.evaluate(() => globalThis.__times);
        if (slow && took !== undefined) times.push(took);
      }
    }
  }
  console.log(`${workers ? "in a worker" : "in the page"}: ${times.length} keys, median ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms, most ${quantile(times, 1)} ms`);
  await page.close();
}
await browser.close();
server.close();
rmSync(work, { recursive: true });
