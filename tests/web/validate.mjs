// W3C's checker (vnu) on the pages of a built site.
// node validate.mjs FOLDER [--sample 500]

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";
import { finish, htmlFiles, options, sample } from "./site.mjs";

const { _: [folder], sample: count } = options();
const files = sample(htmlFiles(folder), Number(count ?? 0));
const jar = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const faults = [];
for (let start = 0; start < files.length; start += 400) {
  const batch = files.slice(start, start + 400).map((file) => join(folder, file));
  // Memory and threads are kept small: the checker shares the machine with the other checks.
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--errors-only", "--format", "json", ...batch], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (run.error) throw run.error;
  let messages;
  try {
    ({ messages } = JSON.parse(run.stderr));
  } catch {
    throw new Error(`the checker did not run: ${run.stderr.slice(0, 2000)}`);
  }
  for (const message of messages) {
    const file = relative(folder, fileURLToPath(message.url));
    faults.push(`${file}:${message.lastLine ?? "?"}: ${message.message} ${message.extract ? JSON.stringify(message.extract) : ""}`);
  }
}
finish("HTML", files.length ? `${files.length} pages` : "", faults);
