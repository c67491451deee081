/* The update page: what is typed is kept as a draft every few seconds, and files can be dropped on the form.
   Without this file a button keeps the draft, and files are chosen as ever. */
"use strict";

const SECONDS_BETWEEN_DRAFTS = 4;

/* Drafts */
const differs = (control) => {
  if (["hidden", "file", "submit"].includes(control.type)) return false;
  if (["checkbox", "radio"].includes(control.type)) return control.checked !== control.defaultChecked;
  return "defaultValue" in control && control.value !== control.defaultValue;
};

for (const form of document.querySelectorAll("form[data-draft]")) {
  const says = form.querySelector("[data-kept]");
  const mark = form.elements.draft;
  let changed = [...form.elements].some(differs); // somebody may have typed before this file was here
  let stopped = false;
  let sending = null;

  const stop = (words) => { stopped = true; says.textContent = words; says.setAttribute("role", "status"); };

  const offerToReplace = (answer) => {
    stop(`${answer.words} These are not kept as a draft. `);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ap-btn ap-btn--small";
    button.textContent = "Keep these instead";
    button.addEventListener("click", () => { mark.value = answer.mark; stopped = false; changed = true; keep(); });
    says.append(button);
  };

  async function keep() {
    if (!changed || stopped || sending) return;
    changed = false;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
    sending = new AbortController();
    try {
      const reply = await fetch(form.dataset.draft, {
        method: "POST", body: typed, headers: { Accept: "application/json" }, signal: sending.signal, redirect: "error",
      });
      if (reply.status === 401) return stop("You have been signed out. Submit, and you can sign in with these words kept.");
      if (reply.status === 409) return offerToReplace(await reply.json());
      if (reply.status === 410) return stop((await reply.json()).words);
      if (!reply.ok) throw new Error(reply.statusText);
      const answer = await reply.json();
      mark.value = answer.mark;
      says.textContent = answer.words;
      if (!changed && !files()) form.dispatchEvent(new Event("ap:kept"));
    } catch (error) {
      if (error.name === "AbortError") return;
      changed = true;
      says.textContent = "The draft could not be kept just now. It is tried again.";
    } finally {
      sending = null;
    }
  }

  const files = () => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { stopped = true; if (sending) sending.abort(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  setInterval(keep, SECONDS_BETWEEN_DRAFTS * 1000);
}

/* Files: dropped or chosen, a few at a time, listed with what they weigh, each to be left out again. */
const weight = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

for (const input of document.querySelectorAll("input[type=file][data-most-bytes]")) {
  const zone = input.closest(".ap-drop");
  const most = Number(input.dataset.mostBytes);
  const list = document.createElement("ul");
  list.className = "ap-files ap-after";
  const news = document.createElement("p");
  news.className = "ap-s";
  news.setAttribute("role", "status");
  input.after(news, list);
  zone.classList.add("is-ready");
  let held = [];

  const show = () => {
    const carrier = new DataTransfer();
    for (const file of held) carrier.items.add(file);
    input.files = carrier.files;
    list.replaceChildren(...held.map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const size = document.createElement("span");
      size.className = "ap-muted";
      size.textContent = weight(file.size);
      const out = document.createElement("button");
      out.type = "button";
      out.className = "ap-btn ap-btn--small";
      out.textContent = "Leave it out";
      out.setAttribute("aria-label", `Leave ${file.name} out`);
      out.addEventListener("click", () => { held = held.filter((other) => other !== file); show(); input.focus(); });
      line.append(name, size, out);
      return line;
    }));
  };

  const add = (files) => {
    const large = files.filter((file) => file.size > most);
    const known = new Set(held.map((file) => `${file.name}:${file.size}`));
    const fresh = files.filter((file) => file.size <= most && !known.has(`${file.name}:${file.size}`));
    held = [...held, ...fresh];
    const refused = large.map((file) => `“${file.name}” is larger than ${weight(most)} and is left out.`);
    news.textContent = [...refused, held.length ? `${held.length} chosen, sent when you submit.` : ""].join(" ");
    show();
  };

  input.addEventListener("change", () => add([...input.files]));
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    add([...event.dataTransfer.files]);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
