/* Small help on top of pages that work without it. */
"use strict";

/* Whoever goes back to a page that answered what was sent would be asked to send it again. Its place in the history is
   that of the page itself, and holds what was typed: it stands there again. */
const fields = () => {
  const seen = {};
  const typed = [...document.querySelectorAll("main input, main textarea, main select")]
    .filter((field) => field.name && !/^(hidden|password|file|submit|button|select-multiple)$/.test(field.type));
  return typed.map((field) => {
    const ticked = field.type === "checkbox" || field.type === "radio";
    const name = ticked ? `${field.name}=${field.value}` : field.name;
    seen[name] = (seen[name] || 0) + 1;
    return { key: `${name} ${seen[name]}`, field, as: ticked ? "checked" : "value" };
  });
};
const sentTo = document.body.dataset.sentTo;
if (sentTo) {
  const keep = () => {
    const typed = Object.fromEntries(fields().map(({ key, field, as }) => [key, field[as]]));
    window.history.replaceState({ typed }, "", sentTo + window.location.hash);
  };
  keep();
  document.addEventListener("change", keep);
} else if (window.history.state && window.history.state.typed) {
  const { typed } = window.history.state;
  for (const { key, field, as } of fields()) {
    if (!(key in typed) || field[as] === typed[key]) continue;
    field[as] = typed[key];
    for (let within = field.closest("details"); within; within = within.parentElement.closest("details")) within.open = true;
  }
}

/* How many characters are left, said while typing. */
for (const box of document.querySelectorAll("textarea[data-count]")) {
  const limit = Number(box.dataset.count);
  const counter = document.querySelector(`[data-counter="${box.id}"]`);
  const say = () => {
    const length = box.value.length;
    counter.textContent = `${length.toLocaleString("en-GB")} of ${limit.toLocaleString("en-GB")} characters`;
  };
  if (counter) {
    box.addEventListener("input", say);
    say();
  }
}

/* A page that says what was wrong begins there: keyboard and screen reader start at the summary. */
const problems = document.querySelector(".govuk-error-summary");
if (problems) {
  problems.tabIndex = -1;
  problems.focus();
}

/* What has just been done is heard at once: a page that was loaded with the words in it says nothing of them by itself. */
const told = document.querySelector("[data-message]");
if (told && !problems) {
  told.tabIndex = -1;
  told.focus({ preventScroll: window.location.hash !== "" });
}

/* Leaving with words that are not submitted asks first. Words shown again beside an error are such words. */
for (const form of document.querySelectorAll("form.ap-form[enctype]")) {
  let touched = problems !== null;
  const guard = (event) => { if (touched) event.preventDefault(); };
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  form.addEventListener("ap:kept", () => { touched = false; });
  window.addEventListener("beforeunload", guard);
}

/* A form whose answer takes a while says so, and is sent once. */
for (const words of document.querySelectorAll("[data-work]")) {
  const form = words.closest("form");
  form.addEventListener("submit", (event) => {
    if (words.textContent) event.preventDefault();
    else if (event.submitter && event.submitter.name === "sign") words.textContent = words.dataset.work;
  });
  window.addEventListener("pageshow", () => { words.textContent = ""; });
}

/* How many changes will be applied, while they are ticked. What is not shown is carried along in hidden inputs. */
for (const form of document.querySelectorAll("form[data-counts-ticks]")) {
  const chosen = "[name='apply']:checked, [name='apply'][type='hidden'], [value='withdraw']:checked, [value='withdraw'][type='hidden']";
  form.addEventListener("change", () => {
    form.querySelector("[data-ticks]").textContent = form.querySelectorAll(chosen).length.toLocaleString("en-GB");
  });
}

/* A document that is being read or imported, a paper that is being made: how far it is, and on when that is done. */
const reading = document.querySelector("[data-progress]");
if (reading) {
  const bar = reading.querySelector("progress");
  const words = reading.querySelector("[data-words]");
  const look = async () => {
    try {
      const answer = await fetch(reading.dataset.progress, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.status !== reading.dataset.status || String(told.works) !== reading.dataset.works) { window.location.reload(); return; }
      if (told.share && words) {
        bar.max = 100;
        bar.value = told.share;
        words.textContent = `${told.share} per cent done`;
      }
      if (told.all && words) {
        bar.max = told.all;
        bar.value = told.read;
        words.textContent = `${told.read.toLocaleString("en-GB")} of ${told.all.toLocaleString("en-GB")} ${reading.dataset.noun || "rows read"}`;
      }
    } catch { /* The page looks again by itself. */ }
    window.setTimeout(look, 500);
  };
  look();
}

/* A file can be dropped anywhere on the form that asks for one. */
for (const form of document.querySelectorAll("form[data-drop]")) {
  const chosen = form.querySelector("input[type=file]");
  const over = (event) => { event.preventDefault(); form.classList.add("is-over"); };
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", () => { form.classList.remove("is-over"); });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    if (event.dataTransfer.files.length) chosen.files = event.dataTransfer.files;
  });
}

/* How many actions of a list are selected. One tick selects all that it shows, on its other pages too. */
for (const form of document.querySelectorAll("form[data-picks]")) {
  const all = [...form.querySelectorAll("[name='all']")];
  const picks = [...form.querySelectorAll("[name='pick']")];
  const say = () => {
    const number = all.some((box) => box.checked) ? Number(all[0].dataset.all) : picks.filter((pick) => pick.checked).length;
    for (const told of form.querySelectorAll("[data-picked]")) told.textContent = number ? `${number.toLocaleString("en-GB")} selected` : "Selected actions";
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "all") for (const box of [...all, ...picks]) box.checked = event.target.checked;
    if (event.target.name === "pick" && !event.target.checked) for (const box of all) box.checked = false;
    say();
  });
  form.addEventListener("reset", () => { window.setTimeout(say); });
  say();
}
