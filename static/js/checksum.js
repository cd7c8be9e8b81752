// The sum of a file that was dropped, counted here and compared with those of the page: the file goes nowhere.
"use strict";
(() => {
  const card = document.querySelector("[data-checksum]");
  const field = card?.querySelector("[data-sum-file]");
  if (!field) return;
  const answer = card.querySelector("[data-sum-answer]");
  // Browsers count sums only on pages that came over https (or from the machine itself).
  if (!globalThis.crypto?.subtle) {
    card.querySelector("[data-sum-insecure]").hidden = false;
    card.querySelector("details").open = true;
    return;
  }
  card.querySelector("[data-sum-zone]").hidden = false;
  const say = (kind, words, sum) => {
    const note = document.createElement("p");
    note.className = `note ${kind}`;
    const text = document.createElement("span");
    text.textContent = words;
    note.append(text);
    if (sum) {
      const code = document.createElement("code");
      code.className = "sum";
      code.textContent = sum;
      text.append(document.createElement("br"), code);
    }
    answer.replaceChildren(note);
  };
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let asked = 0;
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    const mine = ++asked;
    say("info", `Считаем сумму файла «${file.name}»…`);
    try {
      const sum = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      if (mine !== asked) return;
      const same = [...card.querySelectorAll("[data-sum]")].find((place) => place.dataset.sum === sum);
      if (same) say("ok", `Файл тот же самый: ${same.dataset.sumForm}, ни один байт не изменён.`, sum);
      else say("error", `Файл «${file.name}» не тот: его изменили, или он от другого документа.`, sum);
    } catch {
      if (mine === asked) say("error", "Файл не прочитался. Выберите его ещё раз.");
    }
  });
})();
