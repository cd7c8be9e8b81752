// What htmx and plain HTML cannot do: keys, toasts, questions, dropped files, the bar of bulk marks. Pages work without it.
"use strict";
(() => {
  const root = document.documentElement;
  const { body } = document;
  root.classList.add("js");
  const first = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Toasts: shown long enough to read; one that offers to undo stays until it is closed.
  const READ_MS = 9000;
  function watchToast(toast) {
    if (toast.dataset.watched) return;
    toast.dataset.watched = "1";
    if (toast.hasAttribute("data-keep") || body.dataset.user === "" || root.dataset.vision === "on") return;
    const close = () => (toast.matches(":hover, :focus-within") ? setTimeout(close, READ_MS) : toast.remove());
    setTimeout(close, READ_MS);
  }
  function say(text) {
    const toast = document.createElement("div");
    toast.className = "toast s-late";
    toast.textContent = text;
    first("#messages")?.append(toast);
    watchToast(toast);
  }

  // A question as a dialog of the page; gives true for "yes".
  function ask(question, yes) {
    const dialog = first("#confirm");
    first("h2", dialog).textContent = question;
    first("[value=yes]", dialog).textContent = yes || "Продолжить";
    return new Promise((resolve) => {
      dialog.returnValue = "";
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
      dialog.showModal();
    });
  }
  document.addEventListener("submit", (event) => {
    const source = event.submitter?.dataset.confirm ? event.submitter : event.target;
    if (!source.dataset.confirm || event.target.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(source.dataset.confirm, source.dataset.confirmYes).then((sure) => {
      if (!sure) return;
      event.target.dataset.sure = "1";
      event.target.requestSubmit(event.submitter);
      delete event.target.dataset.sure;
    });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question).then((sure) => sure && event.detail.issueRequest(true));
  });

  // An ended session answers with the sign-in page: go there whole, the typed text is kept by drafts.js.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const address = event.detail.xhr.responseURL;
    if (!address || new URL(address).pathname !== body.dataset.login) return;
    event.detail.shouldSwap = false;
    location.assign(`${body.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const words = {
      403: "Это действие вам недоступно.",
      404: "Этого уже нет: обновите страницу.",
      413: "Файл слишком большой.",
      429: "Слишком часто. Подождите минуту.",
    };
    // Signed in anew in another tab: the page's own token is old, the reader's rights are as they were.
    if (event.detail.xhr.responseText.includes("data-stale")) words[403] = "Страница устарела: обновите её. Набранный текст сохранён.";
    say(words[event.detail.xhr.status] || "Не получилось, портал ответил ошибкой. Попробуйте ещё раз.");
  });
  document.addEventListener("htmx:sendError", () => say("Нет связи с порталом. Набранный текст сохранён, попробуйте ещё раз."));

  // The bar of bulk marks knows how many rows are ticked.
  function countTicks() {
    const ticks = all("input.chk:not([data-all])");
    const chosen = ticks.filter((tick) => tick.checked).length;
    all("[data-bulk-count]").forEach((place) => { place.textContent = String(chosen); });
    all(".bulk").forEach((bar) => { bar.hidden = chosen === 0; });
    all("input.chk[data-all]").forEach((tick) => {
      tick.checked = chosen > 0 && chosen === ticks.length;
      tick.indeterminate = chosen > 0 && chosen < ticks.length;
    });
    body.classList.toggle("has-bulk", chosen > 0);
  }
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("input.chk[data-all]")) {
      all("input.chk:not([data-all])").forEach((tick) => { tick.checked = target.checked; });
    }
    if (target.matches("input.chk")) countTicks();
    if (target.matches("[data-autosubmit]")) target.form.requestSubmit();
    if (target.matches("[data-drop] input[type=file]")) nameFiles(target);
  });

  // Files dropped on a zone go to its own input.
  function nameFiles(input) {
    const place = first("[data-drop-name]", input.closest("[data-drop]"));
    if (place) place.textContent = [...input.files].map((file) => file.name).join(", ");
  }
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      const input = first("input[type=file]", zone);
      if (kind !== "drop" || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  // A field whose words are to be taken away; without the right to the clipboard they are selected, to be copied by keys.
  async function copy(field, button) {
    field.select();
    const place = first("span", button) || button;
    try {
      await navigator.clipboard.writeText(field.value);
      place.textContent = "Скопировано";
    } catch {
      place.textContent = "Выделено: Ctrl C";
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a, summary");
    if (button?.hasAttribute("data-dismiss")) button.closest("[data-toast]").remove();
    if (button?.dataset.copy) copy(first(`#${button.dataset.copy}`), button);
    if (event.target.matches?.("input[data-select]")) event.target.select();
    if (button?.dataset.open) first(`#${button.dataset.open}`)?.showModal();
    if (button?.hasAttribute("data-tick-none")) {
      all("input.chk").forEach((tick) => { tick.checked = false; });
      countTicks();
    }
    all("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Keys: single letters only outside of fields, and only when the reader has not switched them off.
  const rows = () => all(".row, [data-row]").filter((row) => row.offsetParent !== null);
  function step(by) {
    const list = rows();
    const at = list.indexOf(document.activeElement?.closest?.(".row, [data-row]"));
    const row = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }
  const current = () => document.activeElement?.closest?.(".row, [data-row]");
  const letters = {
    j: () => step(1),
    k: () => step(-1),
    x: () => current() && first("input.chk", current())?.click(),
    m: () => current() && first(".mark, [data-mark]", current())?.click(),
    "/": () => all("#search-all, #found-q, [data-search]").find((field) => field.offsetParent !== null)?.focus(),
    "?": () => first("#keys")?.showModal(),
    "[": () => first("main a[rel=prev]")?.click(),
    "]": () => first("main a[rel=next]")?.click(),
  };
  const sameKey = { KeyJ: "j", KeyK: "k", KeyX: "x", KeyM: "m", BracketLeft: "[", BracketRight: "]" }; // the same keys under the Russian layout
  function escape() {
    const menu = first("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      first("summary", menu).focus();
      return;
    }
    first("[data-close]", document.activeElement?.closest("form") || document)?.click();
  }
  document.addEventListener("keydown", (event) => {
    if (body.dataset.keys === "off" || first("dialog[open]")) return;
    if (event.key === "Escape") escape();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest("form")?.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
    const key = event.key in letters ? event.key : sameKey[event.code] || (event.code === "Slash" ? (event.shiftKey ? "?" : "/") : "");
    if (!(key in letters)) return;
    event.preventDefault();
    letters[key]();
  });

  // A row that was swapped keeps the reader's place: a wrong field of its form, else the mark itself.
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = event.detail;
    if (!target?.id?.startsWith("row-")) return;
    const wrong = first("[aria-invalid=true]", target);
    if (wrong) wrong.focus();
    else if (document.activeElement === body && !first("form", target)) first(".mark", target)?.focus({ preventScroll: true });
  });

  const freshen = () => {
    countTicks();
    all("[data-toast]").forEach(watchToast);
  };
  document.addEventListener("htmx:load", freshen);
  document.addEventListener("htmx:oobAfterSwap", freshen);
  freshen();
  if (innerWidth < 640) all("[data-folds-on-phone]").forEach((fold) => { fold.open = false; });
  // A row that scrolls sideways shows where the reader is.
  all(".tabs .wrap, .views").forEach((row) => {
    const here = first("[aria-current]", row);
    if (here && row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - row.offsetLeft - 24;
  });
  if (innerWidth < 900) all("[data-unfolds-on-phone]").forEach((fold) => { fold.open = true; });
})();
