// Typed text outlives an ended session: kept in this tab only, given back after sign-in, dropped once it is saved.
"use strict";
(() => {
  const { body } = document;
  const PREFIX = "draft:";
  const isSignIn = location.pathname === body.dataset.login;
  const isUnsaved = isSignIn || document.querySelector("[data-not-saved]");
  // A form with a long text, or one that asks for it; never a form with a password.
  const wanted = (form) => form.method === "post" && !form.querySelector("[type=password]") && !form.hasAttribute("data-no-draft")
    && (form.hasAttribute("data-draft") || form.querySelector("textarea"));
  const keyOf = (form) => PREFIX + body.dataset.user + ":" + new URL(form.action, location.href).pathname;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken"
    && !["hidden", "file", "submit", "button"].includes(field.type) && field.tagName !== "FIELDSET");
  const isTick = (field) => ["checkbox", "radio"].includes(field.type);
  const idOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const read = (key) => {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  };
  const write = (key, draft) => {
    try { sessionStorage.setItem(key, JSON.stringify(draft)); } catch { /* a full or closed store must not stop typing */ }
  };
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

  function keep(form, sent) {
    const values = fieldsOf(form).map((field) => [idOf(field), isTick(field) ? field.checked : field.value]);
    write(keyOf(form), { sent, values });
  }

  function giveBack(form) {
    const draft = wanted(form) && !form.dataset.drafted ? read(keyOf(form)) : null;
    form.dataset.drafted = "1";
    if (!draft) return;
    const values = new Map(draft.values);
    let changed = false;
    for (const field of fieldsOf(form)) {
      const value = values.get(idOf(field));
      if (value === undefined || value === (isTick(field) ? field.checked : field.value)) continue;
      changed = true;
      if (isTick(field)) field.checked = value; else field.value = value;
    }
    if (!changed) return;
    const note = document.createElement("p");
    note.className = "help full";
    note.setAttribute("role", "status");
    note.textContent = "Восстановлено то, что вы набирали раньше. Проверьте и сохраните.";
    form.prepend(note);
  }

  // After a plain submit: the sign-in page or a page of an error means it was not saved, any other that the server has it.
  for (const key of keys()) {
    const draft = read(key);
    if (!draft?.sent) continue;
    if (isUnsaved) write(key, { ...draft, sent: false }); else sessionStorage.removeItem(key);
  }
  const scan = (from) => from.querySelectorAll("form").forEach(giveBack);
  if (!isSignIn) scan(document);

  document.addEventListener("input", (event) => {
    const { form } = event.target;
    if (form && !isSignIn && wanted(form)) keep(form, false);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-sign-out")) keys().forEach((key) => sessionStorage.removeItem(key));
    else if (!event.defaultPrevented && wanted(event.target)) keep(event.target, !event.target.matches("[hx-post]"));
  });
  document.addEventListener("reset", (event) => sessionStorage.removeItem(keyOf(event.target)));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    const { xhr, successful } = event.detail;
    const isSaved = successful && xhr.responseURL && new URL(xhr.responseURL).pathname !== body.dataset.login;
    if (form && isSaved && wanted(form)) sessionStorage.removeItem(keyOf(form));
  });
  document.addEventListener("htmx:load", (event) => scan(event.detail.elt));
})();
