// Pictures of the demo portal at three widths, light and dark, to be looked at; and what a picture cannot tell: no sideways
// scroll at 320 px, no shift of the layout while a page loads.
// node screenshots.mjs FOLDER [--out FOLDER] [--only NAME] [--readme FILE.webp] [--page NAME=/address/]

import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, overflow } from "./browser.mjs";
import { serve } from "./server.mjs";
import { baseUrl, finish, options } from "./site.mjs";

/** The pages of Port-Aurélin that show most. */
const DEMO = {
  home: "",
  listing: "datasets/",
  dataset: "datasets/arbres-d-alignement-et-des-parcs/",
  small: "datasets/subventions-versees-aux-associations-1/",
  huge: "datasets/comptages-velo-releves-quotidiens-par-compteur/",
  archived: "datasets/bac-de-l-aurelle-horaires-et-traversees/",
  empty: "datasets/schema-directeur-de-la-donnee-2026-2030/",
  hostile: "datasets/test-script-alert-port-aurelin-script-guillemets-simples/",
  prose: "datasets/reseau-aurebus-horaires-theoriques-et-temps-reel/",
  organizations: "organizations/",
  organization: "organizations/ville-de-port-aurelin/",
  reuses: "reuses/",
  reuse: "reuses/simulateur-de-submersion-marine/",
  api: "dataservices/api-mesures-de-l-air/",
  tag: "tags/environnement/",
  dashboard: "dashboard/",
  search: "search/",
  content: "pages/legal/accessibility/",
  missing: "nowhere/",
};
const WIDTHS = [360, 768, 1440];

const { _: [folder], out, only, readme, page: extra, "base-url": given } = options();
const target = out ?? fileURLToPath(new URL("screenshots/", import.meta.url));
mkdirSync(target, { recursive: true });
const server = await serve(folder, new URL((given ?? baseUrl(folder)).replace(/\/?$/, "/")).pathname);
const browser = await launch();
const faults = [];
const views = extra ? { [extra.split("=")[0]]: extra.split("=")[1].replace(/^\//, "") } : DEMO;
let pictures = 0;

/** Counts shifts from the first paint on. Runs before the page's own scripts. */
function watchShifts() {
  globalThis.__shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.__shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

for (const [name, address] of Object.entries(views).filter(([name]) => !only || name === only)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: "fr-FR" });
      const page = await context.newPage();
      await page.addInitScript(watchShifts);
      const response = await page.goto(new URL(address, server.url).href, { waitUntil: "load", timeout: 120_000 });
      const expected = name === "missing" ? 404 : 200;
      if (response.status() !== expected) faults.push(`${name}: ${address} answers ${response.status()}`);
      await page.waitForTimeout(150);
      const shift = await page.evaluate(() => globalThis.__shift);
      if (shift > 0) faults.push(`${name} ${width} px: the layout shifts by ${shift}`);
      const path = join(target, `${name}-${width}-${colorScheme}.png`);
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 6000);
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
      pictures += 1;
      if (width === 360 && colorScheme === "light") {
        await page.setViewportSize({ width: 320, height: 900 });
        const wide = await overflow(page);
        if (wide) faults.push(`${name} 320 px: ${wide}`);
      }
      await context.close();
    }
  }
}

if (readme) {
  // The picture of the README, small enough to live in the repository.
  const context = await browser.newContext({ viewport: { width: 1280, height: 960 }, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(new URL(DEMO.home, server.url).href, { waitUntil: "load", timeout: 120_000 });
  const session = await context.newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
  writeFileSync(readme, Buffer.from(data, "base64"));
  if (statSync(readme).size > 150_000) faults.push(`${readme} has more than 150 kB`);
  pictures += 1;
}
await browser.close();
server.close();
finish("Screenshots", pictures ? `${pictures} pictures in ${target}` : "", faults);
