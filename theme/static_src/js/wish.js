// Back shows a page as it was, perhaps from before a heart was pressed on a later one. A tab remembers each heart as
// the shop showed it last, and presses those of an old page anew.
const remembered = ({ value }) => `wish:${value}`;
const hearts = () => [...document.querySelectorAll(".wish")];

function remember(shown) {
  for (const heart of shown) sessionStorage[remembered(heart)] = heart.name;
}

function recall() {
  for (const heart of hearts()) {
    const name = sessionStorage[remembered(heart)];
    if (!name) continue;
    heart.name = name;
    heart.setAttribute("aria-pressed", name === "remove");
  }
}

function withStorage(act) {
  try {
    act();
  } catch {
    // Storage is off: the hearts stay as the page has them.
  }
}

window.addEventListener("pageshow", ({ persisted }) => {
  const [load] = performance.getEntriesByType("navigation");
  const old = persisted || (load?.type === "back_forward" && !load.transferSize);
  withStorage(() => (old ? recall() : remember(hearts())));
});
document.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
  const roots = tasks.map(({ fragment }) => fragment?.firstElementChild);
  withStorage(() => remember(roots.filter((root) => root?.classList.contains("wish"))));
});
