// The search: reads entry.json, then the few files that a query needs. No page, no dependency: runs in a
// browser, in a module worker and in node. The formats are told in src/search of etalage.

const LETTERS = {
  œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŋ: 'n', ı: 'i', ς: 'σ', ʼ: ' ',
};
const WORD_LENGTH = 40;
const PATHS = { dataset: 'datasets', organization: 'organizations', reuse: 'reuses', dataservice: 'dataservices' };

const pathOf = (kind, slug) => `${PATHS[kind]}/${encodeURIComponent(slug)}/`;

export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđðþħŋıςʼ]/g, (letter) => LETTERS[letter]);
}

export function words(text) {
  const found = [];
  for (const word of fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) ?? []) {
    for (const run of word.match(/[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+/g)) {
      if (!/^[\u3040-\u9fff]/.test(run)) found.push(run.length > WORD_LENGTH ? [...run].slice(0, WORD_LENGTH).join('') : run);
      else if (run.length === 1) found.push(run);
      else for (let place = 1; place < run.length; place++) found.push(run.slice(place - 1, place + 1));
    }
  }
  return found;
}

// FNV-1a over UTF-16 units.
function hash(text) {
  let value = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  return value >>> 0;
}

class Reader {
  constructor(bytes, place = 0) {
    this.bytes = bytes;
    this.place = place;
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.place++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
  rising(count) {
    const values = new Uint32Array(count);
    for (let place = 0, last = 0; place < count; place++) values[place] = last += this.number();
    return values;
  }
  text(before) {
    const shared = before.slice(0, this.number());
    const length = this.number();
    this.place += length;
    return shared + DECODER.decode(this.bytes.subarray(this.place - length, this.place));
  }
}

const DECODER = new TextDecoder();

// Sorted texts, each with a number: its group, or how common it is.
function readForms(reader) {
  const forms = [];
  for (let count = reader.number(), text = ''; count > 0; count--) {
    text = reader.text(text);
    forms.push({ text, group: reader.number() });
  }
  return forms;
}

// A shard's forms, and for each group how many documents hold it and where its block is.
function readShard(bytes) {
  const reader = new Reader(bytes);
  const forms = readForms(reader);
  const groups = [];
  for (let count = reader.number(), place = 0; count > 0; count--) {
    const group = { holding: reader.number(), place };
    place += reader.number();
    groups.push(group);
  }
  for (const group of groups) group.place += reader.place;
  return { bytes, forms, groups };
}

function postings(shard, group, levelled) {
  if (group.postings) return group.postings;
  const reader = new Reader(shard.bytes, group.place);
  const documents = reader.rising(group.holding);
  const levels = new Uint8Array(levelled ? group.holding : 0);
  for (let place = 0; place < levels.length; place++) {
    levels[place] = (shard.bytes[reader.place + (place >> 1)] >> (place & 1) * 4) & 15;
  }
  return (group.postings = { documents, levels });
}

const backwards = (text) => [...text].reverse().join('');

// A line of JSON, then what it describes.
function readColumn(bytes) {
  const end = bytes.indexOf(10);
  const data = bytes.subarray(end + 1);
  const column = { bytes: 2, ...JSON.parse(DECODER.decode(bytes.subarray(0, end))), data };
  const size = data.length / column.bytes;
  if (column.runs) column.codes = readRuns(column);
  else if (!column.of) column.codes = Uint16Array.from({ length: size }, (_, number) => data[number] | (column.bytes > 1 ? data[size + number] << 8 : 0));
  return column;
}

// Runs of codes, each told by its place among those seen last.
function readRuns({ data, size, runs, seen }) {
  const codes = new Uint16Array(size);
  const reader = new Reader(data, runs * 2);
  const fresh = Array.from({ length: seen }, () => reader.number());
  const recent = [];
  for (let run = 0, start = 0, next = 0; run < runs; run++) {
    const rank = data[run] | data[runs + run] << 8;
    const value = rank < recent.length ? recent.splice(recent.length - 1 - rank, 1)[0] : fresh[next++];
    recent.push(value);
    codes.fill(value, start, start += reader.number() + 1);
  }
  return codes;
}

const code = (column, number) => column.codes[number] ?? 0;

// How many of a sorted list come before what is sought.
function countBefore(length, isBefore) {
  let low = 0;
  for (let high = length; low < high;) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The place of the last bound that is not after the text.
const locate = (bounds, text) => Math.max(0, countBefore(bounds.length, (place) => bounds[place] <= text) - 1);

// The place of the first form that is not before the text.
const lowerBound = (forms, text) => countBefore(forms.length, (place) => forms[place].text < text);

// Whether one letter more, less, other, or exchanged with its neighbour makes one word of the other.
export function near(left, right) {
  if (left.length > right.length) [left, right] = [right, left];
  if (right.length - left.length > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  if (left.length < right.length) return left.slice(start) === right.slice(start + 1);
  return left.slice(start + 1) === right.slice(start + 1)
    || (left[start] === right[start + 1] && left[start + 1] === right[start] && left.slice(start + 2) === right.slice(start + 2));
}

async function decompress(buffer) {
  const bytes = new Uint8Array(buffer);
  // A server may have decoded the file on its own.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  // What fails here fails where it is read.
  Promise.all([writer.write(bytes), writer.close()]).catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

// Thrown when the site was built anew while its old entry was in use.
const STALE = Symbol();

/**
 * Opens the search of the site at `siteRoot`. Nothing is read before the first query; `entry` is what entry.json says,
 * where it was read already.
 * `search` gives `{total, results, facets, corrections, unknown, missing}`; `facets` is a promise, read when
 * asked for, unless the option `facets` names those wanted.
 */
export function open(siteRoot, { fetch = globalThis.fetch.bind(globalThis), entry: known } = {}) {
  const base = new URL(`${siteRoot}`.replace(/\/?$/, '/search/'), globalThis.location?.href ?? 'http://localhost');
  const files = new Map();
  let loading;
  let entry;

  async function readEntry(cache) {
    const response = await fetch(new URL('entry.json', base).href, { cache });
    if (!response.ok) throw new Error(`entry.json: ${response.status}`);
    return parseEntry(await response.json());
  }

  function parseEntry(json) {
    const read = { ...json, shards: { ...json.shards }, spelling: { ...json.spelling } };
    if (read.version !== 2) throw new Error('entry.json: another version');
    for (const part of [read.shards, read.spelling]) part.bounds = part.bounds.split(' ');
    read.stop = new Set(read.stop);
    read.end = Math.max(0, ...read.ranges.map(([, , first, count]) => first + count));
    // The range of each number, from 1 on: numbers between ranges have none.
    read.rangeAt = new Uint8Array(read.end);
    read.ranges.forEach(([, , first, count], place) => read.rangeAt.fill(place + 1, first, first + count));
    return read;
  }

  function load() {
    return (loading ??= (known ? Promise.resolve(known).then(parseEntry) : readEntry('no-cache')).then((read) => (entry = read), (error) => {
      loading = known = undefined;
      throw error;
    }));
  }

  // One reading serves all files that were found missing at once.
  let renewing;
  function renew(old) {
    if (entry !== old) throw STALE;
    return (renewing ??= readEntry('reload').then((read) => {
      if (read.build === old.build) return;
      entry = read;
      loading = Promise.resolve(read);
      throw STALE;
    }).finally(() => (renewing = undefined)));
  }

  // A file by its name, decoded; null when it is missing from the site.
  function file(current, name, decode) {
    if (!files.has(name)) {
      const reading = (async () => {
        const { href } = new URL(name, base);
        let response = await fetch(href, {});
        if (!response.ok) {
          await renew(current);
          // A cache may have kept the failure.
          response = await fetch(href, { cache: 'reload' });
          if (!response.ok) return null;
        }
        return decode(await decompress(await response.arrayBuffer()));
      })();
      files.set(name, reading);
      reading.then((read) => read === null && files.delete(name), () => files.delete(name));
      if (files.size > 600) files.delete(files.keys().next().value);
    }
    return files.get(name);
  }

  const nameAt = (names, place) => names.slice(place * 5, place * 5 + 5);

  // Everything that a query reads goes through here, so that what is missing is told.
  function session(current) {
    const told = { missing: 0 };
    const read = async (name, decode) => {
      const content = await file(current, name, decode);
      if (content === null) told.missing++;
      return content;
    };
    const part = (name, folder, decode) => async (place) =>
      (await read(`${folder}/${nameAt(current[name].names, place >> 2)}/${place}.bin`, decode));
    return {
      told,
      shard: part('shards', 'i', readShard),
      spelling: part('spelling', 'r', (bytes) => readForms(new Reader(bytes))),
      keys: part('keys', 'k', (bytes) => {
        const reader = new Reader(bytes);
        const count = reader.number();
        const hashes = reader.rising(count);
        return { hashes, numbers: Array.from(hashes, () => reader.number()) };
      }),
      async column(name) {
        const column = name ? await read(name, readColumn) : null;
        // What follows from another column.
        if (column?.of) column.codes = (await this.column(current.columns[column.of]))?.codes.map((other) => column.data[other]) ?? [];
        return column;
      },
      popularity: () => (current.popularity.file ? read(current.popularity.file, (bytes) => bytes) : null),
      suggestions: () => (current.suggestions ? read(current.suggestions, (bytes) => DECODER.decode(bytes).split('\n')) : null),
      async summary(number) {
        let line = number % current.chunk;
        const chunk = (number - line) / current.chunk;
        const lines = await read(`s/${nameAt(current.summaries, chunk >> 5)}/${chunk & 31}.bin`, (bytes) => DECODER.decode(bytes).split('\n'));
        if (!lines) return null;
        const [id, segment, title, , updated, formats] = lines[line].split('\t');
        let organization;
        do organization = lines[line].split('\t')[3]; while (organization === '=' && line-- > 0);
        const [kind, archived] = rangeOf(current, number);
        const slug = segment[0] === '~' ? words(title).join('-') + segment.slice(1) : segment;
        return {
          id, kind, slug, title, organization, archived: archived > 0, updated: updated || null,
          formats: formats ? formats.split(',') : [], path: pathOf(kind, slug),
        };
      },
    };
  }

  // Finds a word's groups, with what each weighs: the word itself, words that begin with it, else near ones.
  async function lookUp(current, reads, word, last, wanted) {
    const at = (text) => locate(current.shards.bounds, text);
    const find = async (text) => pick(current, await reads.shard(at(text)), text, false);
    const place = at(word);
    const shard = await reads.shard(place);
    const prefixed = last && word.length >= 3;
    // A rare word may be known of other kinds of record only.
    const elsewhere = ({ shard: own, group }) => group.holding < 17 && !postings(own, group, true).documents.some((number) => wanted[current.rangeAt[number]]);
    const parts = pick(current, shard, word, prefixed).filter((part) => !elsewhere(part));
    // A beginning may go on in the shards that follow.
    const following = [1, 2].filter((step) => prefixed && current.shards.bounds[place + step]?.startsWith(word));
    if (following.length && !parts.some(({ weight }) => weight === 1)) {
      for (const next of await Promise.all(following.map((step) => reads.shard(place + step)))) parts.push(...pick(current, next, word, true));
    }
    if (parts.length || /\p{N}/u.test(word) || word.length < 4 || !shard) return { parts };

    // Its other number, where only that occurs.
    const other = word.endsWith('s') || word.endsWith('x') ? word.slice(0, -1) : `${word}s`;
    const inflected = await find(other);
    if (inflected.length) return { parts: inflected };

    const spelling = current.spelling.bounds.length && current.spelling.names
      ? await reads.spelling(locate(current.spelling.bounds, backwards(word))) : null;
    const common = new Map();
    for (const { text, group } of shard.forms) if (text !== word && near(word, text)) common.set(text, Math.log2(shard.groups[group].holding));
    for (const { text: other, group: level } of spelling ?? []) {
      const text = backwards(other);
      if (text !== word && !common.has(text) && near(word, text)) common.set(text, level);
    }
    // A mistyped first letter is rarer than any other.
    const rank = ([text, level]) => level - (text[0] === word[0] ? 0 : 2);
    const nearest = [...common].sort((left, right) => rank(right) - rank(left) || (left[0] < right[0] ? -1 : 1)).slice(0, 3);
    for (const [text] of nearest) {
      for (const part of await find(text)) parts.push({ ...part, weight: 0.6 });
    }
    if (parts.length) return { parts, instead: nearest[0][0] };

    // Two words written as one: the longest that begins it, of those in the shards at hand.
    for (let end = word.length - 3, tried = 0; end >= 3 && tried < 2; end--) {
      const [start, rest] = [word.slice(0, end), word.slice(end)];
      if (place - at(start) > 2) break;
      const first = await find(start);
      if (!first.length) continue;
      tried++;
      const second = await find(rest);
      if (second.length) return { split: [first, second], instead: `${start} ${rest}` };
    }
    return { parts };
  }

  function pick(current, shard, word, prefixed) {
    if (!shard) return [];
    const start = lowerBound(shard.forms, word);
    const parts = [];
    const add = (form, weight, begun) => {
      const group = shard.groups[form.group];
      if (!parts.some((part) => part.group === group)) parts.push({ shard, group, place: form.group, weight, begun, rarity: rarity(current, group.holding) });
    };
    let place = start;
    while (shard.forms[place]?.text === word) add(shard.forms[place++], 1);
    if (!prefixed) return parts;
    const exact = parts.length > 0;
    const longer = [];
    while (shard.forms[place]?.text.startsWith(word)) longer.push(shard.forms[place++]);
    longer.sort((left, right) => shard.groups[right.group].holding - shard.groups[left.group].holding || (left.text < right.text ? -1 : 1));
    // What was typed may be a word or the beginning of one: the shorter the rest, the likelier. More than a hundred would
    // only cost time.
    for (const form of longer.slice(0, 100)) add(form, (exact ? 0.6 : 1) * word.length / form.text.length, true);
    return parts;
  }

  // Which documents hold the words, and how well.
  function score(current, found, popularity) {
    // The same room for every query: nobody looks there after it was ranked.
    const [scores, matched, own] = (current.room ??= [1, 1, 1].map(() => new Float32Array(current.end))).map((room) => room.fill(0));
    const known = found.reduce((sum, parts) => sum + weightOf(parts), 0);
    const touched = [];
    // What a level stands for. One word alone is a subject, whatever speaks of it; of several, those count that a title
    // holds.
    const values = Array.from({ length: 16 }, (_, level) => ((level + 0.5) / 16) ** (found.length > 1 ? 1.5 : 0.7));
    for (const parts of found) {
      const weight = weightOf(parts);
      const seen = [];
      // All that goes on as the last of several words speaks for a document that holds the others; forms and corrections of
      // one word do not add up, nor does what goes on as a lone word.
      const begun = found.length > 1 && parts.some((part) => part.begun);
      for (const { shard, group, rarity: rare, weight: share } of parts) {
        const { documents, levels } = postings(shard, group, true);
        const unit = rare * share;
        for (let place = 0; place < documents.length; place++) {
          const number = documents[place];
          const value = values[levels[place]] * unit;
          if (own[number] === 0) seen.push(number);
          own[number] = begun ? own[number] + value : Math.max(own[number], value);
        }
      }
      for (const number of seen) {
        if (scores[number] === 0) touched.push(number);
        scores[number] += own[number];
        matched[number] += weight;
        own[number] = 0;
      }
    }
    for (const number of touched) {
      const share = matched[number] / known;
      scores[number] *= share * share * boost(current, popularity, number);
    }
    return { scores, matched, known, touched };
  }

  async function find(query, options) {
    const current = await load();
    const { filters = {}, sort = 'relevance', limit = 20, offset = 0, kinds, facets } = options;
    const reads = session(current);
    const asked = parse(query, current.stop);
    const wanted = [false, ...current.ranges.map(([kind, archived]) =>
      (!kinds || kinds.includes(kind)) && (filters.archived === undefined || archived === Number(String(filters.archived) === 'true')))];
    const key = keyOf(query);

    // All that is known to be needed is asked for at once.
    const [popularity, found, passes, order, exact] = await Promise.all([
      reads.popularity(),
      Promise.all(asked.words.map((word, place) => lookUp(current, reads, word, place === asked.words.length - 1 && !asked.quoted, wanted))),
      Promise.all(Object.entries(filters).filter(([name]) => name !== 'archived').map(([name, values]) => filter(current, reads, name, [values].flat()))),
      reads.column(current.orders[sort]),
      key && current.keys.names ? exactly(current, reads, key) : [],
    ]);

    const corrections = {};
    const unknown = [];
    const parts = [];
    for (const [place, { parts: own, split, instead }] of found.entries()) {
      if (instead) corrections[asked.words[place]] = instead;
      if (split) parts.push(...split);
      else if (own.length) parts.push(own);
      else unknown.push(asked.words[place]);
    }

    let numbers;
    let scores;
    if (asked.words.length || key) {
      const scored = score(current, parts, popularity);
      scores = scored.scores;
      numbers = scored.touched;
      if (asked.quoted) numbers = numbers.filter((number) => scored.matched[number] > scored.known * 0.999);
      for (const number of exact) {
        if (scores[number] === 0) numbers.push(number);
        scores[number] += 1e6;
      }
    } else {
      numbers = current.ranges.flatMap(([, , first, count]) => Array.from({ length: count }, (_, place) => first + place));
    }
    const inRanges = numbers.filter((number) => wanted[current.rangeAt[number]]);
    const passing = passes.length ? inRanges.filter((number) => passes.every(({ pass }) => pass(number))) : inRanges;

    const value = sort === 'newest' ? (number) => number
      : order ? (number) => code(order, number)
        : scores ? (number) => scores[number] : (number) => boost(current, popularity, number);
    const before = (left, right) => left.archived - right.archived || right.value - left.value || right.number - left.number;
    const item = (number) => ({ number, archived: rangeOf(current, number)[1], value: value(number) });
    const items = top(passing, Math.max(offset + limit, asked.quoted ? 100 : 10), item, before);

    let total = passing.length;
    let page;
    if (asked.quoted) {
      const matching = await adjacent(reads, items.slice(0, 100), asked.phrases);
      total = matching.length;
      page = matching.slice(offset, offset + limit);
    } else {
      const shown = items.slice(offset, offset + limit);
      const summaries = await Promise.all(shown.map(({ number }) => reads.summary(number)));
      shown.forEach((item, place) => (item.summary = summaries[place]));
      page = sort === 'relevance' && offset === 0 && scores ? [...titleFirst(shown.slice(0, 10), asked.words, found.map(({ parts: own }) => forms(own)), current.stop, before), ...shown.slice(10)] : shown;
    }
    const results = page.filter(({ summary }) => summary).map(({ summary }) => summary);
    const answer = { total, results, corrections, unknown };
    const byRange = new Uint32Array(current.ranges.length + 1);
    for (const number of numbers) byRange[current.rangeAt[number]]++;
    answer.kinds = {};
    current.ranges.forEach(([kind], place) => (answer.kinds[kind] = (answer.kinds[kind] ?? 0) + byRange[place + 1]));
    const count = (names) => facetCounts(current, reads, inRanges, passes, names);
    if (facets) answer.facets = await count(facets === true ? current.facets : facets);
    else Object.defineProperty(answer, 'facets', { get: () => count(current.facets) });
    answer.missing = reads.told.missing > 0;
    return answer;
  }

  async function exactly(current, reads, key) {
    const value = hash(key);
    const bits = Math.log2(current.keys.count);
    const keys = await reads.keys(bits ? value >>> (32 - bits) : 0);
    if (!keys) return [];
    const numbers = keys.numbers.filter((_, place) => keys.hashes[place] === (value & 0xffffff));
    // A hash may be another's: the record itself decides.
    const summaries = await Promise.all(numbers.map((number) => reads.summary(number)));
    return numbers.filter((_, place) => [summaries[place]?.id, summaries[place]?.slug].some((text) => text?.toLowerCase() === key));
  }

  async function filter(current, reads, name, values) {
    if (name === 'organization' || name === 'tag') {
      const sets = await Promise.all(values.map(async (value) => {
        const term = `#${name}:${String(value).trim().replace(/\s+/g, '_')}`;
        const shard = await reads.shard(locate(current.shards.bounds, term));
        const form = shard?.forms[lowerBound(shard.forms, term)];
        return new Set(form?.text === term ? postings(shard, shard.groups[form.group], false).documents : []);
      }));
      // A record has one organization but several tags: tags narrow, organizations widen.
      return { name, pass: (number) => sets[name === 'tag' ? 'every' : 'some']((set) => set.has(number)) };
    }
    const column = await reads.column(current.columns[name]);
    if (!column) return { name, pass: () => false };
    const places = new Set(values.map((value) => column.values.findIndex(([id]) => id === String(value))));
    const codes = column.sets.map((set) => set.some((place) => places.has(place)));
    return { name, pass: (number) => codes[code(column, number)] };
  }

  // Counts of each facet among what passes the other facets' filters.
  async function facetCounts(current, reads, numbers, passes, names) {
    const counts = {};
    await Promise.all(names.map(async (name) => {
      const column = await reads.column(current.columns[name]);
      if (!column) return;
      const others = passes.filter((other) => other.name !== name || name === 'tag');
      const passing = others.length ? numbers.filter((number) => others.every(({ pass }) => pass(number))) : numbers;
      let values;
      if (name === 'tag') {
        const set = new Uint8Array(current.end);
        for (const number of passing) set[number] = 1;
        const reader = new Reader(column.data);
        values = column.values.map(([value]) => {
          let count = 0;
          for (const number of reader.rising(reader.number())) count += set[number];
          return { value, label: value, count };
        });
      } else {
        const byCode = [];
        for (const number of passing) {
          const value = code(column, number);
          byCode[value] = (byCode[value] ?? 0) + 1;
        }
        if (name === 'organization') {
          const most = byCode.map((count, value) => [value, count]).filter(([value]) => value > 1).sort((left, right) => right[1] - left[1] || left[0] - right[0]).slice(0, 8);
          values = await Promise.all(most.map(async ([value, count]) => {
            if (column.names) return { value: column.names[value - 2][0], label: column.names[value - 2][1], count };
            const summary = await reads.summary(column.first + value - 2);
            return { value: summary?.slug, label: summary?.title, count };
          }));
          values = values.filter(({ value }) => value);
        } else {
          const totals = column.values.map(() => 0);
          byCode.forEach((count, value) => column.sets[value].forEach((place) => (totals[place] += count)));
          values = column.values.map(([value, label = value], place) => ({ value, label, count: totals[place] }));
        }
      }
      counts[name] = values.filter(({ count }) => count).sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
    }));
    return counts;
  }

  async function again(work) {
    try {
      return await work();
    } catch (error) {
      if (error === STALE) return work();
      throw error;
    }
  }

  return {
    search: (query = '', options = {}) => again(() => find(String(query), options)),
    /** Words and records that complete what was typed: `[{text, kind?, slug?, path?, organization?}]`. */
    suggest: (prefix = '', limit = 8) => again(async () => {
      const current = await load();
      const start = words(String(prefix)).join(' ');
      const found = [];
      if (!start) return found;
      const hits = start.length > 2 ? find(String(prefix), { limit: limit - 3 }) : null;
      for (const line of (await session(current).suggestions()) ?? []) {
        const [kind, slug, text] = line.split('\t');
        if (found.length < limit && ` ${words(text ?? '').join(' ')}`.includes(` ${start}`)) found.push(kind ? { text, kind, slug, path: pathOf(kind, slug) } : { text });
      }
      const records = ((await hits)?.results ?? []).map(({ title: text, kind, slug, path, organization }) => ({ text, kind, slug, path, organization }));
      const all = [...found.slice(0, records.length ? 3 : limit), ...records];
      return [...new Map(all.map((one) => [one.path ?? one.text, one])).values()].slice(0, limit);
    }),
  };
}

// Kind, whether archived, first number, count.
const rangeOf = (current, number) => current.ranges[current.rangeAt[number] - 1];

function parse(query, stop) {
  const phrases = [...query.matchAll(/["«“”]([^"«»“”]+)["»“”]/g)].map(([, inside]) => words(inside).join(' ')).filter((phrase) => phrase);
  const all = [...new Set(words(query))];
  const telling = all.filter((word) => !stop.has(word));
  return { words: (telling.length ? telling : all).slice(0, 8), phrases, quoted: phrases.length > 0 };
}

// What looks like an id, a slug or the address of a record.
function keyOf(query) {
  const text = query.trim().toLowerCase();
  if (/\s/.test(text)) return null;
  const last = text.replace(/[?#].*/, '').split('/').filter(Boolean).pop() ?? '';
  return /^[^/]{3,}$/.test(last) && (/-/.test(last) || /^[0-9a-f]{24}$/.test(last) || text !== last || /^\d+$/.test(last)) ? last : null;
}

function rarity(current, holding) {
  return Math.log(1 + Math.max(0, current.count - holding + 0.5) / (holding + 0.5));
}

function weightOf(parts) {
  return Math.max(...parts.map((part) => part.rarity * part.weight));
}

function boost(current, popularity, number) {
  if (!popularity) return 1;
  return Math.exp(((popularity[number >> 1] >> (number & 1) * 4) & 15) * current.popularity.step);
}

// The first `count` of the numbers in an order, without sorting the rest.
function top(numbers, count, make, before) {
  const kept = [];
  for (const number of numbers) {
    const item = make(number);
    if (kept.length === count && before(item, kept[count - 1]) > 0) continue;
    kept.splice(countBefore(kept.length, (place) => before(kept[place], item) < 0), 0, item);
    if (kept.length > count) kept.pop();
  }
  return kept;
}

// Every form of the words that were found.
function forms(parts = []) {
  const found = new Set();
  for (const { shard, place } of parts) for (const { text, group } of shard.forms) if (group === place) found.add(text);
  return found;
}

// Titles that hold all words come before those that hold some, most of all one after the other.
function titleFirst(items, asked, known, stop, before) {
  for (const item of items) {
    const title = words(item.summary?.title ?? '').filter((word) => !stop.has(word));
    const places = asked.map((word, which) => title.findIndex((one) => one === word || known[which].has(one)));
    const together = places.every((place, which) => place >= 0 && (which === 0 || place === places[which - 1] + 1));
    // Of two that are alike, the one that says less beside comes first.
    if (asked.length > 1 && places.every((place) => place >= 0)) item.value *= (together ? 1.3 : 1.2) + 0.05 * Math.min(1, asked.length / title.length);
    if (title.join(' ') === asked.join(' ')) item.value *= 2;
  }
  return items.sort(before);
}

async function adjacent(reads, items, phrases) {
  const matching = [];
  for (let place = 0; place < items.length; place += 20) {
    const batch = items.slice(place, place + 20);
    const summaries = await Promise.all(batch.map(({ number }) => reads.summary(number)));
    for (const [index, summary] of summaries.entries()) {
      const text = ` ${words(`${summary?.title} | ${summary?.organization}`).join(' ')} `;
      if (summary && phrases.every((phrase) => text.includes(` ${phrase} `))) matching.push({ ...batch[index], summary });
    }
  }
  return matching;
}

// In a worker: first what to open, then one query a message, its answer under the same number.
if (globalThis.WorkerGlobalScope) {
  let opened;
  globalThis.onmessage = async ({ data: { root, entry, number, method, values } }) => {
    if (root) {
      opened = open(root, { entry });
      return;
    }
    try {
      postMessage({ number, answer: await opened[method](...values) });
    } catch (error) {
      postMessage({ number, error: error.message });
    }
  };
}
