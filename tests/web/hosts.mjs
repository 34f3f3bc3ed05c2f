// What hosts are given: the `_headers` and `_redirects` of a built site, and the files that `etalage init` begins a site
// with, read by the hosts' own parsers where there are any.
// node hosts.mjs FOLDER --etalage PROGRAM

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { parse as parseYaml } from "yaml";
import { finish, options } from "./site.mjs";

const { _: [folder], etalage } = options();
const program = resolve(etalage ?? "target/release/etalage");
const faults = [];
const expect = (holds, fault) => {
  if (!holds) faults.push(fault);
};

/** Reads `_headers` and `_redirects` of a folder, and its netlify.toml, as Netlify does. */
async function netlify(site, published, name) {
  const config = join(site, "netlify.toml");
  const netlifyConfigPath = existsSync(config) ? config : undefined;
  const headers = await parseAllHeaders({
    headersFiles: [join(published, "_headers")],
    netlifyConfigPath,
    minimal: true,
  });
  const redirects = await parseAllRedirects({
    redirectsFiles: [join(published, "_redirects")],
    netlifyConfigPath,
    minimal: true,
  });
  for (const error of [...headers.errors, ...redirects.errors]) faults.push(`${name}: ${error.message}`);
  return { headers: headers.headers.length, redirects: redirects.redirects.length };
}

const built = await netlify(folder, folder, "built site");
expect(built.headers > 0, "built site: no headers");
expect(built.redirects > 0, "built site: no redirects");

const scratch = mkdtempSync(join(tmpdir(), "etalage-hosts-"));
const files = {
  netlify: ["netlify.toml", "netlify/functions/nightly.mjs"],
  github: [".github/workflows/portal.yml"],
  cloudflare: [".github/workflows/portal.yml"],
  gitlab: [".gitlab-ci.yml"],
  plain: [],
};
for (const [host, expected] of Object.entries(files)) {
  for (const language of ["fr", "en"]) {
    const site = join(scratch, `${host}-${language}`);
    execFileSync(program, ["init", site, "--yes", "--quiet", "--host", host, "--language", language]);
    for (const name of ["etalage.toml", "site.sh", ".gitignore", ...expected]) {
      if (!existsSync(join(site, name))) {
        faults.push(`${host}: no ${name}`);
        continue;
      }
      const text = readFileSync(join(site, name), "utf8");
      if (name.endsWith(".yml")) {
        const { jobs, on, pages } = parseYaml(text);
        const steps = jobs ? jobs.publish.steps.map((step) => step.run ?? step.uses) : pages.script;
        expect(steps.includes("sh site.sh"), `${host}: ${name} does not run site.sh`);
        if (jobs) expect(/^\d+ 3 \* \* \*$/.test(on.schedule[0].cron), `${host}: ${name} has no nightly schedule`);
      }
      const check = name.endsWith(".mjs") ? ["node", "--check"] : name.endsWith(".sh") ? ["sh", "-n"] : undefined;
      if (check) {
        const run = spawnSync(check[0], [...check.slice(1), join(site, name)], { encoding: "utf8" });
        expect(run.status === 0, `${host}: ${name}: ${run.stderr}`);
      }
    }
    if (host === "netlify") await netlify(site, site, `netlify-${language}`);
  }
}

// The script takes a release of the right checksum, and no other; a build that fails is told, and keeps the catalogue.
const site = join(scratch, "plain-en");
const release = join(scratch, "release");
writeFileSync(release, '#!/bin/sh\nmkdir -p snapshot && echo {} > snapshot/manifest.json\necho "ran $*"\n[ "$2" = --fetch ]\n');
chmodSync(release, 0o644);
const sha256 = createHash("sha256").update(readFileSync(release)).digest("hex");
const script = (checksum, ...flags) =>
  spawnSync("sh", [join(site, "site.sh"), ...flags], {
    encoding: "utf8",
    env: { ...process.env, ETALAGE_URL: pathToFileURL(release).href, ETALAGE_SHA256: checksum },
  });
const wrong = script("0".repeat(64));
expect(wrong.status === 1 && wrong.stderr.includes("is not the file that was expected"), `site.sh: wrong checksum: ${wrong.stderr}`);
expect(script("").status === 1, "site.sh: a release without a checksum was run");
const right = script(sha256, "--base-url", "https://preview.example.org");
expect(right.stdout.includes("ran build --fetch --base-url https://preview.example.org"), `site.sh: ${right.stdout}${right.stderr}`);
rmSync(join(site, "snapshot"), { recursive: true, force: true });
expect(script(sha256).status === 0, "site.sh: a second run failed");
expect(existsSync(join(site, ".cache-etalage/snapshot/manifest.json")), "site.sh: the snapshot is not kept");

rmSync(scratch, { recursive: true });
finish("Hosts", `${built.headers} headers, ${built.redirects} redirects, ${Object.keys(files).length} hosts`, faults);
