// The form of filters is answered by morphing, which keeps the focus and what is being typed; a box that was ticked
// by hand, though, would keep its tick against the answer.
const results = () => document.getElementById("results");

document.addEventListener("htmx:after:swap", () => {
  for (const box of document.querySelectorAll("#filter-form [type=checkbox]")) box.checked = box.defaultChecked;
});

// A chip that was taken back, or a link that is gone, leaves the focus to the list it has changed. On a phone the
// filters stand above the list: whoever asks to see the results is taken there.
let asked = false;

document.addEventListener("submit", ({ target }) => {
  asked = target.id === "filter-form";
  if (asked) document.getElementById("filters").open = false;
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.id !== "results" || (document.activeElement !== document.body && !asked)) return;
  // What a server in front of the shop answers with has no list, and takes its place.
  results()?.focus({ preventScroll: true });
  if (asked) results()?.scrollIntoView();
  asked = false;
});
