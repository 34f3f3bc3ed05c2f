// Ids lead to their page on a host that redirects nothing: the portal in FOLDER's place is built anew for GitHub Pages,
// under a path, and visited by ids, with and without JavaScript.
//
//   node moved.mjs FOLDER [BINARY]

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const [folder, binary = "target/release/etalage"] = process.argv.slice(2);
const root = resolve(folder, "../..");
const site = resolve(dirname(folder), "moved");
mkdirSync(site, { recursive: true });
writeFileSync(
  join(site, "etalage.toml"),
  `[site]\ntitle = "Ids"\nbase_url = "https://example.org/sub"\n[source]\npath = ${JSON.stringify(join(root, "examples/port-aurelin/export"))}\n` +
    `[host]\nkind = "github"\n[build]\nout = "site"\ncontent = ${JSON.stringify(join(root, "content"))}\n`,
);
execFileSync(binary, ["build", "--quiet", "--config", join(site, "etalage.toml")], { stdio: "inherit" });

const built = join(site, "site");
const entries = readdirSync(join(built, "moved")).flatMap((name) => Object.entries(JSON.parse(readFileSync(join(built, "moved", name), "utf8"))));
const find = (prefix, anchor) => entries.find(([id, address]) => address.startsWith(prefix) && address.includes("#") === anchor && !address.includes(id + "/"));

const server = await serve(built, "/sub/");
const browser = await launch();
const faults = [];
for (const [kind, prefix, anchor] of [["datasets", "datasets/", false], ["fr/datasets", "datasets/", false], ["datasets/r", "datasets/", true], ["organizations", "organizations/", false], ["reuses", "reuses/", false]]) {
  const [id, address] = find(prefix, anchor);
  const page = await browser.newPage();
  await page.goto(`${server.url}${kind}/${id}`);
  await page.waitForURL(`${server.url}${address}`, { timeout: 5000 }).catch(() => faults.push(`${kind}/${id} leads to ${page.url()}, not to ${address}`));
  if (!(await page.locator("main h1").count())) faults.push(`${address}: no page`);
  await page.close();
}
const quiet = await browser.newPage({ javaScriptEnabled: false });
await quiet.goto(`${server.url}datasets/none`);
if (!(await quiet.locator("main a[href^='/sub/datasets/']").count())) faults.push("without JavaScript, a lost address offers no way on");
await browser.close();
server.close();
for (const fault of faults) console.error(fault);
console.log(`${entries.length} ids, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
