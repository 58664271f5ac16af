// Keeps the page of one station, and nothing else: what is in the cache is the same for everybody and names nobody.
// web/station.py writes SHELL = {version, files} above this line; another version makes another cache.
const scope = new URL(self.registration.scope).pathname;
const mine = `station ${scope} `;
const cacheName = mine + SHELL.version;
const wanted = [scope, `${scope}/manifest.webmanifest`, ...SHELL.files];

self.addEventListener("install", (event) => {
  const fresh = wanted.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(mine) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || !wanted.includes(pathname)) return;
  event.respondWith(
    caches.open(cacheName).then(async (cache) => (await cache.match(pathname)) ?? fetch(event.request)),
  );
});
