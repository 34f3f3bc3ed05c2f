// Measures a built search: relevance on queries of known answer, bytes read, time.
//
//   node tests/web/search-measure.mjs FOLDER QUERIES.csv [KNOWN.json]
//
// QUERIES.csv has the columns query and expected_id; KNOWN.json is what `cargo bench --bench search` writes.

import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { ROOT, fetchFrom, openFolder } from './search-files.mjs';

const [folder, queriesFile, knownFile] = process.argv.slice(2);
if (!folder) {
  console.log('search: nothing to measure; name the folder of a built site');
  process.exit(0);
}

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const rankOf = (results, wanted) => results.findIndex(({ id }) => wanted.has(id)) + 1;
const reciprocal = (rank) => (rank > 0 && rank <= 10 ? 1 / rank : 0);

let read = [];
const { core, search, entry } = await openFolder(folder, (name, bytes) => read.push({ name, bytes }));

if (queriesFile) {
  const lines = (await readFile(queriesFile, 'utf8')).trim().split(/\r?\n/).slice(1);
  const queries = [...new Set(lines)].map((line) => {
    const at = line.lastIndexOf(',');
    return { query: line.slice(0, at).replace(/^"|"$/g, '').replaceAll('""', '"'), id: line.slice(at + 1) };
  });
  const halves = [{}, {}].map(() => ({ count: 0, reciprocal: 0, hits: 0 }));
  let away = 0;
  for (const { query, id } of queries) {
    const { results } = await search.search(id, { kinds: ['dataset'], limit: 1 });
    if (results[0]?.id !== id || results[0].archived) {
      away++;
      continue;
    }
    const answer = await search.search(query, { kinds: ['dataset'], limit: 10 });
    const rank = rankOf(answer.results, new Set([id]));
    // Halves by what is sought, so that two spellings of one query fall together.
    const half = halves[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2];
    half.count++;
    half.reciprocal += reciprocal(rank);
    half.hits += rank > 0;
    if (process.env.SHOW && rank !== 1) console.log(rank, query, answer.corrections, answer.results.slice(0, 3).map(({ title }) => title.slice(0, 60)));
  }
  const line = (name, { count, reciprocal, hits }) => console.log(name.padEnd(14), String(count).padStart(5), 'MRR@10', (reciprocal / count).toFixed(3), 'hit@10', (hits / count).toFixed(3));
  line('all', halves.reduce((a, b) => ({ count: a.count + b.count, reciprocal: a.reciprocal + b.reciprocal, hits: a.hits + b.hits })));
  line('one half', halves[0]);
  line('the other', halves[1]);
  console.log(`${away} without a live answer`);
}

if (knownFile) {
  const kinds = JSON.parse(await readFile(knownFile, 'utf8'));
  console.log('kind              queries   MRR@10 recall  reference      none');
  for (const [kind, queries] of Object.entries(kinds)) {
    let sum = 0;
    let hits = 0;
    let none = 0;
    let reference = 0;
    let referenceHits = 0;
    for (const { query, ids, reference: rank } of queries) {
      const { results, total } = await search.search(query, { kinds: ['dataset'], limit: 10 });
      const own = rankOf(results, new Set(ids));
      sum += reciprocal(own);
      hits += own > 0;
      none += total === 0;
      reference += reciprocal(rank);
      referenceHits += rank > 0 && rank <= 10;
      if (process.env.SHOW === kind && own !== 1) console.log(own, rank, query, results.slice(0, 2).map(({ title }) => title.slice(0, 70)));
    }
    const count = queries.length;
    const share = (value) => (value / count).toFixed(3);
    console.log(kind.padEnd(18), String(count).padStart(6), ' ', share(sum), share(hits), ' ', share(reference), share(referenceHits), ' ', share(none));
  }
}

// Cold: every query with a client of its own, as on a first visit.
if (knownFile) {
  const kinds = JSON.parse(await readFile(knownFile, 'utf8'));
  const scripts = await Promise.all([entry.core, entry.ui].map(async (name) => gzipSync(await readFile(path.join(folder, 'search', name))).length));
  console.log('scripts', scripts.join(' + '));
  for (const [name, count, some] of [['2 words', 2, kinds['two words']], ['exact', 3, kinds.exact], ['description', 3, kinds.description]]) {
    const totals = [];
    const parts = {};
    for (const { query } of (some ?? []).slice(0, 300)) {
      read = [];
      const own = await openFolder(folder, (file, bytes) => read.push({ name: file, bytes }));
      await own.search.search(query, { kinds: ['dataset'], limit: 10 });
      totals.push(read.reduce((sum, { bytes }) => sum + bytes, 0) + scripts[0] + scripts[1]);
      const by = {};
      for (const { name: file, bytes } of read) by[file.split('/')[1]] = (by[file.split('/')[1]] ?? 0) + bytes;
      for (const [part, bytes] of Object.entries(by)) (parts[part] ??= []).push(bytes);
    }
    if (!totals.length) continue;
    console.log(`cold, ${name}: median ${quantile(totals, 0.5)} p95 ${quantile(totals, 0.95)} largest ${quantile(totals, 1)}`);
    console.log('  medians:', Object.entries(parts).map(([part, bytes]) => `${part} ${quantile(bytes, 0.5)}`).join(', '));
  }
  // How deep requests wait for each other: every answer takes as long, a request is one deeper than what came before it.
  const depths = await Promise.all((kinds['two words'] ?? []).slice(0, 60).map(async ({ query }) => {
    let arrived = 0;
    const plain = fetchFrom(folder);
    const fetch = async (address) => {
      const depth = arrived + 1;
      const response = await plain(address);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      arrived = Math.max(arrived, depth);
      return response;
    };
    await core.open(ROOT, { fetch }).search(query, { kinds: ['dataset'], limit: 10 });
    return arrived;
  }));
  if (depths.length) console.log(`round trips, 2 words: median ${quantile(depths, 0.5)} p95 ${quantile(depths, 0.95)} most ${quantile(depths, 1)}`);
  const times = [];
  const sample = Object.values(kinds).flatMap((queries) => queries.slice(0, 40));
  for (let round = 0; round < 2; round++) {
    for (const { query } of sample) {
      const start = performance.now();
      await search.search(query, { kinds: ['dataset'], limit: 10 });
      if (round) times.push(performance.now() - start);
    }
  }
  console.log(`warm: median ${quantile(times, 0.5).toFixed(1)} ms p95 ${quantile(times, 0.95).toFixed(1)} ms`);
}
try {
  // The browser folds every word of the catalogue as the index did.
  const lines = (await readFile(path.join(folder, 'lexicon.tsv'), 'utf8')).split('\n').filter(Boolean);
  const wrong = lines.filter((line) => core.fold(line.split('\t')[0]).replaceAll(' ', '') !== line.split('\t')[1]);
  console.log(`lexicon: ${lines.length} words, ${wrong.length} folded otherwise`, wrong.slice(0, 5));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}

read = [];
const facets = await openFolder(folder, (name, bytes) => read.push({ name, bytes }));
await facets.search.search('transport', { limit: 10 });
const before = read.length;
await facets.search.search('transport', { limit: 10, facets: true });
const columns = read.slice(before);
console.log('facets:', columns.reduce((sum, { bytes }) => sum + bytes, 0), columns.filter(({ bytes }) => bytes > 2000).map(({ name, bytes }) => `${name.split('/').pop().split('.')[0]} ${bytes}`).join(', '));
