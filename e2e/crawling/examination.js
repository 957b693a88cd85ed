// What a page has to show for itself: its links and forms, and what is wrong with its markup.
(planted) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  // What opens later has to have its name before; what is never shown by itself, as a field for password managers, has none.
  const heard = (element) =>
    !element.closest('[aria-hidden="true"], template') && getComputedStyle(element).display !== "none";
  const sketch = (element) => element.cloneNode(false).outerHTML.slice(0, 160);
  const getAttribute = (form, name) => Element.prototype.getAttribute.call(form, name);

  // An approximation of the accessible name that never finds one where a browser finds none.
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
    const own = node.getAttribute("aria-label") || node.getAttribute("alt");
    return own || [...node.childNodes].map(words).join(" ").trim() || node.getAttribute("title") || "";
  };
  const pointedAt = (element) =>
    (element.getAttribute("aria-labelledby") || "")
      .split(/\s+/)
      .map((id) => id && document.getElementById(id))
      .map((label) => (label ? words(label) : ""))
      .join(" ");
  const FROM_CONTENT = 'a, button, summary, option, [role="button"], [role="link"], [role="tab"], [role="option"]';
  const SAYS_ITS_VALUE = 'input[type="submit"], input[type="reset"], input[type="button"]';
  const nameOf = (element) =>
    [
      pointedAt(element),
      element.getAttribute("aria-label"),
      ...[...(element.labels || [])].map(words),
      element.matches(FROM_CONTENT) ? words(element) : "",
      element.matches(SAYS_ITS_VALUE) ? element.value || element.type.replace("button", "") : "",
      element.getAttribute("alt"),
      element.getAttribute("title"),
    ].join("").trim();
  const NAMED = `a[href], summary, iframe, dialog, [role="button"], [role="dialog"], [role="img"], [role="listbox"],
    button, input:not([type="hidden"]), select, textarea`;
  const nameless = () => [
    ...all(NAMED).filter((element) => heard(element) && !nameOf(element)).map(sketch),
    ...all("img:not([alt])").filter(heard).map(sketch),
    ...(document.title.trim() ? [] : ["<title>"]),
    ...(document.documentElement.lang ? [] : ["<html> without lang"]),
  ];

  const twice = () => {
    const ids = all("[id]").map((element) => element.id);
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  };

  const here = location.href.split("#")[0];
  const target = (hash) => document.getElementById(hash) || hash === "top" || document.getElementsByName(hash)[0];
  const hangingAnchors = () =>
    all("a[href]")
      .filter((link) => link.hash && link.href.split("#")[0] === here)
      .filter((link) => !target(decodeURIComponent(link.hash.slice(1))))
      .map((link) => link.hash);

  const EXTENSIONS = { css: "style", js: "script", woff2: "font", jpg: "pictures", png: "pictures", webp: "pictures",
    avif: "pictures", svg: "pictures", gif: "pictures", ico: "pictures" };
  const weights = () => {
    const sums = { document: performance.getEntriesByType("navigation")[0].decodedBodySize };
    for (const entry of performance.getEntriesByType("resource")) {
      const kind = EXTENSIONS[new URL(entry.name).pathname.split(".").pop()] || "fragments";
      sums[kind] = (sums[kind] || 0) + entry.decodedBodySize;
    }
    return sums;
  };

  const controls = (form) => [...Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get.call(form)];
  const field = (element, at) => ({
    at,
    name: element.name,
    type: element.type,
    value: element.value,
    // Django's admin offers what it finds for a list that is too long to be written out.
    finder: (getAttribute(element, "data-ajax--url") || "") && Object.values(element.options).length <= 1,
    options: element.options ? [...element.options].map((option) => option.value) : [],
  });
  const isField = (element) =>
    element.name && !element.matches(":disabled") && !["submit", "button", "reset", "image", "fieldset", "output"].includes(element.type);
  const isSubmitter = (element) => ["submit", "image"].includes(element.type);
  const sending = (form, number, button, at) => {
    const says = (name) => (button && getAttribute(button, `form${name}`)) || getAttribute(form, name) || "";
    const source = button && button.matches("[hx-get], [hx-post]") ? button : form;
    return {
      form: number,
      button: at,
      method: (says("method") || "get").toLowerCase(),
      action: new URL(says("action") || here, document.baseURI).href,
      label: button && button.name ? `${button.name}=${button.value}` : "",
      enhanced: source.matches("[hx-get], [hx-post]"),
      fields: controls(form).map(field).filter((_, n) => isField(controls(form)[n])),
    };
  };
  // Without a button, Enter sends a form that has one field to type in, and no other.
  const TYPED = ["text", "search", "email", "url", "tel", "password", "number"];
  const sentByEnter = (form) => controls(form).filter((element) => TYPED.includes(element.type)).length === 1;
  const sendings = (form, number) => {
    const buttons = controls(form).map((button, at) => [button, at]).filter(([button]) => isSubmitter(button));
    const open = buttons.filter(([button]) => !button.matches(":disabled"));
    return (buttons.length || !sentByEnter(form) ? open : [[null, null]]).map(([button, at]) => sending(form, number, button, at));
  };

  return {
    // An anchor of this page leads nowhere else, even where the page is the answer to a form.
    links: all("a[href]").map((link) => link.href.split("#")).filter(([to, anchor]) => anchor === undefined || to !== here).map(([to]) => to),
    forms: [...document.forms].flatMap(sendings).filter((sent) => sent.method !== "dialog"),
    nameless: nameless(),
    twice: twice(),
    hanging: hangingAnchors(),
    planted: all(`[${planted}]`).map(sketch),
    weights: weights(),
  };
}
