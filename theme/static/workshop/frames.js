// Frames are as high as what they show; without this script they scroll.
function fit(frame) {
  const page = frame.contentDocument;
  if (!page?.body) return;
  const grow = () => (frame.height = Math.ceil(page.body.getBoundingClientRect().height) + 2);
  new frame.contentWindow.ResizeObserver(grow).observe(page.body);
  grow();
}

for (const frame of document.querySelectorAll("iframe")) {
  frame.addEventListener("load", () => fit(frame));
  fit(frame);
}

for (const form of document.querySelectorAll("[data-submit-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
