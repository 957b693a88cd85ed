// While the shop is worked on: asks what is new. A style sheet takes the place of the old one, anything else
// loads the page again. The pages in frames follow the page around them.
const PAUSE = 500; // ms
let shown = null;

function restyle(page) {
  for (const old of page.querySelectorAll("link[rel=stylesheet]")) {
    const fresh = old.cloneNode();
    fresh.href = `${old.href.split("?")[0]}?${Date.now()}`;
    fresh.addEventListener("load", () => old.remove());
    old.after(fresh);
  }
  for (const frame of page.querySelectorAll("iframe")) if (frame.contentDocument) restyle(frame.contentDocument);
}

function show(fresh) {
  if (shown && String(shown.pages) !== String(fresh.pages)) return location.reload();
  if (shown && String(shown.styles) !== String(fresh.styles)) restyle(document);
  shown = fresh;
}

async function look() {
  try {
    const answer = await fetch("/components/changes/");
    if (answer.ok) show(await answer.json());
  } catch {
    // The shop is just starting anew.
  }
}

if (window === window.top) setInterval(() => document.hidden || look(), PAUSE);
