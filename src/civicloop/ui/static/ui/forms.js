// Forms, a little kinder. Every form works without this file.

// Send once: a second click must not send twice. The server refuses doubles anyway; this spares the waiting.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // Not disabled: a disabled button would not send its own name and value.
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    button.setAttribute("aria-busy", "true");
  }
});
const release = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};
// Back from the next page, or an answer that htmx put into this one.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

// Text someone typed is not lost by a slip: <form data-unsaved>.
const typed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-unsaved")) typed.add(form);
});
document.addEventListener("submit", (event) => typed.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...typed].some((form) => form.isConnected)) event.preventDefault();
});

// How many characters are left, said in the field's own hint (counted as the server counts them).
const count = (hint) => {
  const input = document.getElementById(hint.dataset.for);
  if (!input) return;
  const said = hint.textContent;
  const show = () => {
    const left = Number(hint.dataset.limit) - [...input.value.trim()].length;
    const words = left < 0 ? hint.dataset.over : hint.dataset.left;
    hint.dataset.state = left < 0 ? "over" : "";
    hint.textContent = input.value ? words.replace("{n}", Math.abs(left)) : said;
  };
  input.addEventListener("input", show);
  if (input.value) show();
};
document.querySelectorAll("[data-limit]").forEach(count);

// After a refused form the summary of mistakes (or another urgent word) takes the focus.
document.querySelector("[autofocus], [data-focus]")?.focus();

// A choice that sends its form at once: <select data-submit>, with a button beside it for those without script.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
