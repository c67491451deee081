/* Small help on top of pages that work without it. */
"use strict";

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

/* Leaving with words that are not submitted asks first. Words shown again beside an error are such words. */
for (const form of document.querySelectorAll("form.ap-form[enctype]")) {
  let touched = problems !== null;
  const guard = (event) => { if (touched) event.preventDefault(); };
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  window.addEventListener("beforeunload", guard);
}

/* How many changes will be applied, while they are ticked. What is not shown is carried along in hidden inputs. */
for (const form of document.querySelectorAll("form[data-counts-ticks]")) {
  const chosen = "[name='apply']:checked, [name='apply'][type='hidden'], [value='withdraw']:checked, [value='withdraw'][type='hidden']";
  form.addEventListener("change", () => {
    form.querySelector("[data-ticks]").textContent = form.querySelectorAll(chosen).length.toLocaleString("en-GB");
  });
}
