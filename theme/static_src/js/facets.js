// The form of filters is answered by morphing, which keeps the focus and what is being typed; a box that was ticked
// by hand, though, would keep its tick against the answer.
const results = () => document.getElementById("results");

document.addEventListener("htmx:after:swap", () => {
  for (const box of document.querySelectorAll("#filter-form [type=checkbox]")) box.checked = box.defaultChecked;
});

// A chip that was taken back, or a link that is gone, leaves the focus to the list it has changed.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.id === "results" && document.activeElement === document.body) results()?.focus({ preventScroll: true });
});

// On a phone the filters lie over the list: whoever asks to see the results gets them.
document.addEventListener("submit", ({ target }) => {
  if (target.id !== "filter-form") return;
  document.getElementById("filters").open = false;
  results().focus();
});
