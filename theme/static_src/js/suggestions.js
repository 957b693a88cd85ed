// A search field that offers suggestions is a combobox: arrows choose, Enter goes there, Escape puts them away.
// The list is filled by htmx; without this script the field is a plain one.
const fields = () => document.querySelectorAll("[data-suggest]");
const list = (field) => document.getElementById(field.dataset.suggest);
const options = (field) => [...list(field).querySelectorAll("[role=option]")];
const chosen = (field) => list(field).querySelector("[aria-selected=true]");
const away = new WeakSet(); // fields whose suggestions were put away; an answer under way does not bring them back

function dress(field) {
  if (field.role === "combobox") return;
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", field.dataset.suggest);
}

function choose(field, option) {
  chosen(field)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(field, open) {
  list(field).hidden = !open;
  field.ariaExpanded = String(open);
  if (!open) choose(field, null);
}

function putAway(field) {
  away.add(field);
  show(field, false);
}

// Beyond either end is the field itself.
function step(field, by) {
  const all = [null, ...options(field)];
  choose(field, all.at((all.indexOf(chosen(field)) + by) % all.length));
}

function offer(field) {
  const all = options(field);
  all.forEach((option, place) => (option.id = `${list(field).id}-${place + 1}`));
  const wanted = !away.has(field) && field.value.trim() && document.activeElement === field;
  show(field, Boolean(wanted && all.length));
  const status = list(field).parentElement.querySelector("[role=status]");
  status.textContent = wanted ? status.dataset[all.length ? "some" : "none"] : "";
}

const keys = {
  ArrowDown: (field) => step(field, 1),
  ArrowUp: (field) => step(field, -1),
  Escape: putAway,
  Enter: (field) => chosen(field)?.click(),
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.dataset?.suggest || event.isComposing) return;
  if (event.key.startsWith("Arrow") && list(field).hidden && options(field).length) {
    away.delete(field);
    offer(field);
  }
  if (list(field).hidden || !keys[event.key] || (event.key === "Enter" && !chosen(field))) return;
  event.preventDefault();
  keys[event.key](field);
});
document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.suggest) return;
  away.delete(target);
  choose(target, null);
  if (!target.value.trim()) show(target, false);
});
document.addEventListener("submit", ({ target }) => target.querySelectorAll("[data-suggest]").forEach(putAway));
document.addEventListener("focusin", ({ target }) => target.dataset?.suggest && dress(target));
document.addEventListener("focusout", ({ target }) => target.dataset?.suggest && putAway(target));
// The field keeps the focus, so that a press on an option is not first a leave.
document.addEventListener("mousedown", (event) => event.target.closest?.(".suggestions") && event.preventDefault());
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  fields().forEach(dress);
  if (ctx.sourceElement?.dataset?.suggest) offer(ctx.sourceElement);
});
window.addEventListener("pageshow", () => fields().forEach(putAway));
fields().forEach(dress);
