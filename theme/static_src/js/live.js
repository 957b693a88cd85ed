// The page's socket: what it watches, whether it is live, and when it must connect anew.
const PATIENCE = 1500; // ms without a connection before a word is said
const element = () => document.getElementById("live");
const notice = () => document.getElementById("live-notice");
let watched = "";
let current = null; // htmx's connection
let state = "connecting";
let timer = 0;

function say(word) {
  const place = notice();
  if (place && place.textContent !== place.dataset[word]) place.textContent = place.dataset[word];
}

// Takes back what was said of the connection; what others said stays.
function hush() {
  const place = notice();
  if (place && [place.dataset.reconnecting, place.dataset.off].includes(place.textContent)) place.textContent = "";
}

function wait() {
  timer ||= setTimeout(() => {
    timer = 0;
    if (!document.hidden) say("reconnecting");
  }, PATIENCE);
}

function stopWaiting() {
  clearTimeout(timer);
  timer = 0;
}

// Tries that fail do not put the word off: the moment counts from when the page was last live.
function become(next) {
  state = next;
  if (element()) element().dataset.state = next;
  if (next === "connecting" || next === "reconnecting") return wait();
  stopWaiting();
  if (next === "live") hush();
  else say("off");
}

// The address in the template, and a token for each region that has its own.
function address(live) {
  const url = new URL(live.getAttribute("hx-ws:connect"), location.href);
  for (const region of document.querySelectorAll("[data-watch]")) url.searchParams.append("watch", region.dataset.watch);
  url.protocol = url.protocol.replace("http", "ws");
  return url.href;
}

// A fresh copy of the element takes the place of the old one, whose socket htmx closes.
function reconnect() {
  const live = element();
  if (!live) return;
  watched = address(live);
  become("connecting");
  const text = `<div id="live" hidden data-visitor="${live.dataset.visitor}" data-state="${state}"></div>`;
  const fresh = new DOMParser().parseFromString(text, "text/html").body.firstChild;
  for (const name of ["hx-ws:connect", "hx-config"]) fresh.setAttribute(name, live.getAttribute(name));
  htmx.swap({ sourceElement: live, target: live, text: fresh.outerHTML, swap: "outerHTML" });
}

// Tabs of one shopper share this word: where it changes, the others' sockets carry an old session cookie.
function tellOtherTabs(word) {
  try {
    if (localStorage.live !== word) localStorage.live = word;
  } catch {
    // Storage is off: the other tabs follow when they are loaded again.
  }
}

const on = (name, act, where = document) => where.addEventListener(name, act);

on("htmx:ws:before:connection", ({ target, detail: { connection } }) => {
  watched = connection.url = address(target);
  current = connection;
});
on("htmx:ws:after:connection", () => become("live"));
on("htmx:ws:close", ({ detail: { connection, reason, code } }) => {
  if (reason === "closed") become(connection.config.reconnectCodes.includes(code) ? "reconnecting" : "off");
});
on("htmx:after:swap", () => {
  if (element() && address(element()) !== watched) reconnect();
});
// Something of the shopper's own changed elsewhere: what else this page shows of it, forms too, is out of date.
on("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  const changed = tasks.some(({ fragment }) => fragment?.firstElementChild?.hasAttribute("data-mine"));
  if (changed && ctx.sourceElement?.id === "live") htmx.trigger(document, "shop:stale");
});
on("shop:reconnect", () => {
  tellOtherTabs(String(Date.now()));
  reconnect();
});
on("visibilitychange", () => {
  if (document.hidden || state !== "reconnecting") return;
  stopWaiting();
  wait();
});
on("storage", ({ key }) => key === "live" && reconnect(), window);
on("online", reconnect, window);
// htmx closes the socket of a page that is left; one that was still opening would report that as an error.
on("pagehide", () => current?.abortController?.abort(), window);
on("offline", () => become("reconnecting"), window);
on("pageshow", ({ persisted }) => {
  if (!persisted) return;
  reconnect();
  htmx.trigger(document, "shop:stale");
}, window);

if (element()) tellOtherTabs(element().dataset.visitor);
