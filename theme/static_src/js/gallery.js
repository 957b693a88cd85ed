// The gallery works by links and scrolling alone. With this, a thumbnail leaves the address and the page where
// they are, arrow keys go one picture on, and a picture is enlarged in place.
const onward = document.dir === "rtl" ? -1 : 1;
const STEPS = { ArrowLeft: -onward, ArrowRight: onward };

const strip = document.querySelector(".gallery-strip");
const zoom = document.getElementById("zoom");
const slides = [...(strip?.children ?? [])];
const thumbs = [...document.querySelectorAll(".gallery-thumbs a")];
let place = 0;

function within(next) {
  return Math.min(Math.max(next, 0), slides.length - 1);
}

function scrollTo(next) {
  strip.scrollTo({ left: slides[next].offsetLeft - slides[0].offsetLeft });
}

function mark(next) {
  place = next;
  thumbs.forEach((thumb) => thumb.removeAttribute("aria-current"));
  thumbs[next]?.setAttribute("aria-current", "true");
}

// Goes round, so that no button is ever disabled under the focus.
function enlarge(next) {
  const turn = (next + slides.length) % slides.length;
  const link = slides[turn].querySelector("a");
  const shown = link.querySelector("img");
  const large = Object.assign(new Image(), { src: link.href, alt: shown.alt, width: shown.width, height: shown.height });
  mark(turn);
  fullSize(false);
  zoom.querySelector(".zoom-sheet").replaceChildren(large);
}

function fullSize(pressed) {
  zoom.querySelector("[aria-pressed]").setAttribute("aria-pressed", String(pressed));
}

function onClick(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  const opener = event.target.closest("[data-zoom]");
  const thumb = event.target.closest(".gallery-thumbs a");
  if (!opener && !thumb) return;
  event.preventDefault();
  if (thumb) return scrollTo(thumbs.indexOf(thumb));
  enlarge(slides.indexOf(opener.closest("li")));
  zoom.showModal();
}

function onZoomClick({ target }) {
  const toggle = target.closest("[aria-pressed]");
  if (target.dataset.step) enlarge(place + Number(target.dataset.step));
  if (toggle) fullSize(toggle.getAttribute("aria-pressed") === "false");
}

if (strip) {
  const gallery = strip.closest(".gallery");
  const seen = new IntersectionObserver((entries) => {
    const shown = entries.find((entry) => entry.isIntersecting);
    if (shown && !zoom.open) mark(slides.indexOf(shown.target));
  }, { root: strip, threshold: 0.6 });
  slides.forEach((slide) => seen.observe(slide));
  gallery.addEventListener("click", onClick);
  strip.addEventListener("keydown", (event) => {
    if (!STEPS[event.key]) return;
    event.preventDefault();
    const next = within(place + STEPS[event.key]);
    scrollTo(next);
    slides[next].querySelector("a").focus({ preventScroll: true });
  });
  zoom.addEventListener("click", onZoomClick);
  zoom.addEventListener("keydown", ({ key }) => {
    if (STEPS[key] && zoom.querySelector("[aria-pressed=false]")) enlarge(place + STEPS[key]);
  });
  zoom.addEventListener("close", () => scrollTo(place));
}
