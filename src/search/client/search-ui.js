// The search page, and the suggestions of every other page's box. The theme has the words and the fixed elements:
// templates/search.html and search-form.html.

const STEP = 20;
const MOST_PAGES = 25;
const VALUES = 6;
// Milliseconds between the last key and the query, at most; results are announced later, once typing has ceased.
const PAUSE = 120;
const SILENCE = 900;

const { lang } = document.documentElement;
const { format: number } = new Intl.NumberFormat(lang);
const fill = (text, ...values) => text.replace(/\$(\d)/g, (_, place) => values[place - 1]);
const splitWords = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// Texts become text nodes: what a catalogue holds stays text.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

// Asks the core, in a worker where there is one.
function connect(worker, core, root, entry) {
  const waiting = new Map();
  let count = 0;
  let opened;
  const here = async (method, values) => (await (opened ??= import(core).then(({ open }) => open(root, { entry }))))[method](...values);
  const leave = () => {
    worker = null;
    for (const { method, values, resolve } of waiting.values()) resolve(here(method, values));
    waiting.clear();
  };
  if (worker?.failed) leave();
  if (worker) {
    worker.onerror = leave;
    worker.onmessage = ({ data: { number: which, answer, error } }) => {
      const { resolve, reject } = waiting.get(which);
      waiting.delete(which);
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    };
    worker.postMessage({ root, entry });
  }
  return (method, ...values) => (worker ? new Promise((resolve, reject) => {
    waiting.set(++count, { method, values, resolve, reject });
    worker.postMessage({ number: count, method, values });
  }) : here(method, values));
}

/** Called by the theme's search.js with the form, the address of entry.json, what it says, and the core in a worker. */
export function start(form, address, entry, worker) {
  const ask = connect(worker, new URL(entry.core, address).href, new URL('..', address).href, entry);
  const link = (path) => new URL(`../${path}`, address).href;
  const found = document.getElementById('found');
  if (found) searchPage(form, found, entry, ask, link);
  else suggestions(form, ask, link);
}

// A combobox with a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
function suggestions(form, ask, link) {
  const input = form.q;
  const kinds = form.dataset.search.split('|');
  const list = element('ul', { id: 'suggestions', role: 'listbox', 'aria-label': input.labels[0].textContent });
  let records = [];
  let active = -1;
  let turn = 0;
  let timer;

  function choose(place) {
    list.children[active]?.setAttribute('aria-selected', false);
    active = place;
    const option = list.children[place];
    option?.setAttribute('aria-selected', true);
    option?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option?.id ?? '');
  }
  function show(shown) {
    list.hidden = !shown;
    input.setAttribute('aria-expanded', shown);
    choose(-1);
  }
  function follow({ path, text }) {
    if (path) location.href = link(path);
    else {
      input.value = text;
      form.submit();
    }
  }
  async function update() {
    const mine = ++turn;
    const answer = await ask('suggest', input.value).catch(() => []);
    if (mine !== turn || document.activeElement !== input) return;
    records = answer;
    list.replaceChildren(...records.map(({ text, kind, organization }, place) => element('li', { id: `suggestion-${place}`, role: 'option', 'aria-selected': false },
      text, ' ', element('small', {}, organization || kinds[['dataset', 'organization', 'reuse', 'dataservice'].indexOf(kind)] || ''))));
    show(records.length > 0);
  }

  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id })) input.setAttribute(name, value);
  form.append(list);
  show(false);
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
  input.addEventListener('blur', () => show(false));
  input.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (move && records.length) {
      const places = records.length + 1;
      const next = list.hidden ? Math.min(move, 0) + 1 : active + 1 + move;
      if (list.hidden) show(true);
      choose((next + places) % places - 1);
    } else if (event.key === 'Enter' && active >= 0) follow(records[active]);
    else if (event.key === 'Escape' && !list.hidden) show(false);
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const place = [...list.children].indexOf(target.closest('li'));
    if (place >= 0) follow(records[place]);
  });
  if (input.value) update();
}

function searchPage(form, found, entry, ask, link) {
  const input = form.q;
  const texts = found.dataset;
  const { title } = document;
  const { hint, status, failed, told, total, list, more, facets: panel, counts } = new Proxy({}, { get: (_, id) => document.getElementById(id) });
  const ways = document.getElementById('ways') ?? {};
  const { facets } = entry;
  const names = [...new Set([...facets, 'organization', 'tag', 'archived'])];
  const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
  const plural = new Intl.PluralRules(lang);
  let state;
  let turn = 0;
  let took = 0;
  let counted;
  let typing = false;
  let timer;
  let countTimer;
  let statusTimer;

  const query = () => state.get('q') ?? '';
  const page = () => Math.min(MOST_PAGES, Math.max(1, Math.trunc(state.get('page')) || 1));
  function options(others) {
    const filters = {};
    for (const name of names) if (state.has(name)) filters[name] = state.getAll(name);
    return { filters, sort: state.get('sort') ?? undefined, kinds: state.has('kind') ? state.getAll('kind') : undefined, ...others };
  }

  // What is typed replaces its own step of the history only; what is chosen is a step.
  function keep(typed) {
    const there = `?${state}`.replace(/^\?$/, location.pathname);
    if (there !== (location.search || location.pathname)) history[typed && typing ? 'replaceState' : 'pushState'](null, '', there);
    typing = typed;
  }

  function restore() {
    clearTimeout(timer);
    state = new URLSearchParams(location.search);
    typing = false;
    input.value = query();
    run();
  }

  function typed(committed) {
    clearTimeout(timer);
    if (input.value.trim() !== query()) {
      state.delete('page');
      state.delete('q');
      if (input.value.trim()) state.set('q', input.value.trim());
      // The worker is asked before the history is written, which takes as long.
      run();
      keep(true);
    }
    if (committed) typing = false;
  }

  function say(text) {
    clearTimeout(statusTimer);
    statusTimer = setTimeout(() => (status.textContent = text), SILENCE);
  }

  function marked(text, asked) {
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, place) => {
      const [word] = place % 2 ? splitWords(part) : [];
      return word && asked.some((one) => word === one || (one.length > 2 && word.startsWith(one)) || (word.length > 2 && one.startsWith(word) && one.length < word.length + 3))
        ? element('mark', {}, part) : part;
    });
  }

  function hit({ kind, title: name, path, organization, archived, updated, formats }, asked) {
    const facts = [];
    if (kind !== 'dataset') facts.push(element('span', { class: 'badge' }, texts[kind]));
    if (archived) facts.push(element('span', { class: 'state' }, texts.archived));
    if (updated && Date.parse(updated)) facts.push(element('span', {}, `${texts.date} `, element('time', { datetime: updated }, day.format(new Date(updated)))));
    if (formats.length) facts.push(element('span', { class: 'formats' }, ...formats.map((format) => element('span', {}, format))));
    return element('li', { class: 'card' }, element('h3', {}, element('a', { href: link(path) }, ...marked(name, asked))),
      element('p', { class: 'by' }, organization ?? ''), element('p', { class: 'meta' }, ...facts));
  }

  function notes({ corrections, unknown, missing, total: all }) {
    const lines = Object.entries(corrections).map(([word, other]) => fill(texts.corrected, word, other));
    if (missing) lines.push(texts.missing);
    else if (all) lines.push(...unknown.map((word) => fill(texts.unknown, word)));
    if (!all && !missing) lines.push(query() ? fill(texts.none, query()) : texts.nothing);
    return lines.map((line) => element('p', { class: 'empty' }, line));
  }

  // Shows the state: the results from `offset` on, under those already shown.
  async function run(offset = 0) {
    const mine = ++turn;
    clearTimeout(countTimer);
    const narrowed = names.filter((name) => state.has(name)).length;
    const wanted = query() || narrowed || state.has('kind');
    if (!wanted) {
      hint.hidden = ways.hidden = false;
      found.hidden = failed.hidden = true;
      document.title = title;
      say('');
      return;
    }
    const limit = page() * STEP - offset;
    const begun = performance.now();
    let answer;
    try {
      answer = await ask('search', query(), options({ limit, offset }));
    } catch {
      if (mine === turn) {
        failed.hidden = ways.hidden = false;
        say(failed.textContent);
      }
      return;
    }
    if (mine !== turn) return;
    document.title = query() ? `${query()} – ${title}` : title;
    took = performance.now() - begun;

    const asked = splitWords(`${query()} ${Object.values(answer.corrections).join(' ')}`).filter((word) => !entry.stop.includes(word));
    const hits = answer.results.map((result) => hit(result, asked));
    if (offset) list.append(...hits);
    else list.replaceChildren(...hits);
    const all = number(answer.total);
    total.textContent = answer.total ? fill(texts[plural.select(answer.total)] ?? texts.other, all) : '';
    told.replaceChildren(...notes(answer));
    say(offset ? fill(texts.shown, number(Math.min(offset + limit, answer.total)), all) : `${told.textContent} ${total.textContent}`);
    for (const input of found.querySelectorAll('[name=kind]')) {
      input.checked = input.value === (state.get('kind') ?? '');
      const count = input.value ? answer.kinds[input.value] ?? 0 : Object.values(answer.kinds).reduce((sum, one) => sum + one, 0);
      input.nextElementSibling.nextElementSibling.textContent = number(count);
    }
    found.sort.value = state.get('sort') ?? '';
    found.archived.checked = state.has('archived');
    panel.firstElementChild.lastElementChild.textContent = narrowed ? `(${narrowed})` : '';
    found.clear.hidden = !narrowed;
    found.hidden = false;
    hint.hidden = failed.hidden = true;
    ways.hidden = answer.total > 0;
    const left = page() < MOST_PAGES && offset + limit < answer.total;
    if (!left && document.activeElement === more) hits[0]?.querySelector('a').focus();
    more.hidden = !left;
    // Who is typing does not look at the filters yet.
    if (!offset) countTimer = setTimeout(count, typing ? PAUSE * 4 : 0);
  }

  async function count() {
    if (found.hidden || !panel.open || counted === turn) return;
    const mine = (counted = turn);
    const answer = await ask('search', query(), options({ limit: 0, facets })).catch(() => null);
    if (mine !== turn || !answer) return;
    const { name, value } = document.activeElement;
    const open = new Set([...counts.querySelectorAll('[open]')].map((one) => one.id));
    counts.replaceChildren(...facets.map((facet) => group(facet, answer.facets[facet] ?? [], open)).filter(Boolean));
    // The box that was just ticked was made anew.
    [...counts.querySelectorAll('input')].find((one) => one.name === name && one.value === value)?.focus({ preventScroll: true });
  }

  function group(facet, values, open) {
    const chosen = state.getAll(facet);
    const own = chosen.map((value) => values.find((one) => String(one.value) === value) ?? { value, label: value, count: 0 });
    const lines = [...own, ...values.filter(({ value }) => !chosen.includes(String(value)))].slice(0, VALUES * 5).map(({ value, label, count: holding }, place) => {
      const box = element('input', { type: 'checkbox', name: facet, value });
      box.checked = place < chosen.length;
      return element('label', {}, box, element('span', {}, label), element('span', { class: 'count' }, number(holding)));
    });
    if (!lines.length) return null;
    const first = Math.max(VALUES, chosen.length);
    const made = element('fieldset', {}, element('legend', {}, texts[facet]), ...lines.slice(0, first));
    if (lines.length > first) {
      const rest = element('details', { id: `more-${facet}` }, element('summary', {}, texts.more, ' ', element('span', { class: 'sr' }, texts[facet])), ...lines.slice(first));
      rest.open = open.has(rest.id);
      made.append(rest);
    }
    return made;
  }

  function change(name, values) {
    state.delete(name);
    state.delete('page');
    for (const value of values) if (value) state.append(name, value);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    typed(true);
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    // Where answers come at once, so do the queries.
    if (took < PAUSE) typed();
    else timer = setTimeout(typed, PAUSE);
  });
  input.addEventListener('blur', count);
  found.addEventListener('submit', (event) => event.preventDefault());
  found.addEventListener('change', ({ target }) => {
    change(target.name, new FormData(found).getAll(target.name));
    keep();
    run();
  });
  found.clear.addEventListener('click', () => {
    names.forEach((name) => change(name, []));
    panel.firstElementChild.focus();
    keep();
    run();
  });
  more.addEventListener('click', () => {
    const offset = page() * STEP;
    state.set('page', page() + 1);
    keep();
    run(offset);
  });
  panel.addEventListener('toggle', count);
  addEventListener('popstate', restore);
  if (matchMedia('(min-width: 60em)').matches) panel.open = true;
  const before = input.value.trim();
  restore();
  // What was typed while this was on its way.
  if (before && !query()) {
    input.value = before;
    typed();
  }
}
