// Answers questions about a built search, for the tests in Rust: a line of JSON in, a line of JSON out.
// node search-ask.mjs FOLDER|CORE.js
// Questions are `{query, options}`, `{suggest}`, or, of the core alone, `{fold}` and `{words}`.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { openFolder } from "./search-files.mjs";

const [place] = process.argv.slice(2);
const { core, search } = place.endsWith(".js") ? { core: await import(pathToFileURL(place)) } : await openFolder(place);

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const question = JSON.parse(line);
  let answer;
  if ("fold" in question) answer = core.fold(question.fold);
  else if ("words" in question) answer = core.words(question.words);
  else if ("suggest" in question) answer = await search.suggest(question.suggest);
  else {
    const { total, results, corrections, unknown, missing } = await search.search(question.query, question.options);
    answer = { total, results, corrections, unknown, missing };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
