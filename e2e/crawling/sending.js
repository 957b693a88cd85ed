// Fills a form in as nobody could by hand, and sends it as a browser does, with or without the page's scripts.
async ({ form: number, button: at, values, enhanced }) => {
  const form = document.forms[number];
  const controls = [...Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get.call(form)];
  const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  const firstFound = async (element) => {
    const of = (name) => element.getAttribute(`data-${name}`);
    const asked = new URLSearchParams({ term: "", app_label: of("app-label"), model_name: of("model-name"),
      field_name: of("field-name") });
    const answer = await fetch(`${of("ajax--url")}?${asked}`);
    return (await answer.json()).results[0]?.id || "";
  };

  const put = {
    choice(element, value) {
      element.checked = value !== false;
      if (typeof value === "string") element.value = value;
    },
    async list(element, value) {
      if (value.found) value = await firstFound(element);
      if (![...element.options].some((option) => option.value === value)) element.add(new Option(value, value));
      for (const option of element.options) option.selected = option.value === value;
    },
    file(element, value) {
      const bytes = value.file ? Uint8Array.from(atob(PICTURE), (letter) => letter.charCodeAt(0)) : value;
      const chosen = new DataTransfer();
      if (value) chosen.items.add(new File([bytes], value.file || "../a<b>\u202Egnp.png"));
      element.files = chosen.files;
    },
    text(element, value) {
      element.removeAttribute("maxlength");
      element.value = value;
      // A field for numbers or dates would not take it; one that is hidden takes anything.
      if (element.value !== value) element.type = "hidden";
      element.value = value;
    },
  };
  const how = (element) =>
    ({ checkbox: "choice", radio: "choice", "select-one": "list", "select-multiple": "list", file: "file" })[element.type] || "text";
  for (const [position, value] of Object.entries(values)) {
    const element = controls[position];
    await put[how(element)](element, value);
  }

  const button = at === null ? null : controls[at];
  form.noValidate = true;
  if (button) button.formNoValidate = true;
  if (enhanced) {
    HTMLFormElement.prototype.requestSubmit.call(form, button);
    return;
  }
  for (const name of ["action", "method"])
    if (button?.hasAttribute(`form${name}`)) form.setAttribute(name, button.getAttribute(`form${name}`));
  if (button?.name) {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = button.name;
    pressed.value = button.value;
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
}
