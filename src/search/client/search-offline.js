// A service worker: keeps what the search page has read, so that it goes on without a network. Files whose names tell their
// content are taken from what is kept; all others come from the network as long as there is one.

const KEPT = 'etalage-search';
const MOST = 2000;
const page = new URL('.', location.href).href;

async function fetchAndKeep(request, key) {
  const response = await fetch(request);
  if (response.ok && response.type === 'basic') {
    const kept = await caches.open(KEPT);
    await kept.put(key, response.clone());
    const keys = await kept.keys();
    // The oldest first, but for what the page cannot do without.
    if (keys.length > MOST) await Promise.all(keys.filter(({ url }) => /\/[^/]+\/[^/]+\.bin$/.test(url)).slice(0, MOST / 10).map((old) => kept.delete(old)));
  }
  return response;
}

async function keptFirst(request) {
  return (await caches.match(request)) ?? fetchAndKeep(request, request);
}

async function networkFirst(request, key) {
  const fresh = fetchAndKeep(request, key);
  const answer = await fresh.catch(() => null);
  // A server that is down is as good as none.
  if (answer?.status < 500) return answer;
  return (await caches.match(key)) ?? fresh;
}

const isHashed = (url) => url.startsWith(page) && /\.[\w-]{10}\.(bin|js)$|\/\d+\.bin$/.test(url);

addEventListener('install', (event) => event.waitUntil((async () => {
  const entry = await (await networkFirst(new Request(new URL('entry.json', page)), new URL('entry.json', page).href)).json();
  await Promise.all(['', entry.core, entry.ui].map((name) => networkFirst(new Request(new URL(name, page)), new URL(name, page).href)));
  await skipWaiting();
})()));

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// What the page had read before this was there.
addEventListener('message', ({ data }) => {
  for (const url of data) if (url.startsWith(location.origin)) networkFirst(new Request(url), url).catch(() => {});
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/);
  if (request.method !== 'GET' || !url.startsWith(location.origin)) return;
  if (request.mode === 'navigate' && url !== page) return;
  event.respondWith(isHashed(url) ? keptFirst(request) : networkFirst(request, request.mode === 'navigate' ? page : request));
});
