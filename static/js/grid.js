/* Many actions by keyboard, as in a sheet; `data-grid` names its columns. Without this file the cells are filled in and sent as any form. */
"use strict";

const SECONDS_BETWEEN_DRAFTS = 4;

for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.querySelectorAll("tbody tr")];
  const columns = grid.dataset.grid.split(" ");
  const cell = (row, column) => row && row.querySelector(`[data-col="${column}"]`);
  grid.querySelector("[data-grid-keys]").hidden = false;
  const says = grid.querySelector("[data-grid-kept]");
  const left = grid.querySelector("[data-grid-left]");

  /* The next row in that direction that has such a cell. */
  const beyond = (from, step) => {
    for (let at = rows.indexOf(from.closest("tr")) + step; rows[at]; at += step) {
      const found = cell(rows[at], from.dataset.col);
      if (found) return found;
    }
    return null;
  };
  const go = (from, step) => {
    const to = beyond(from, step);
    if (!to) return false;
    to.focus();
    if (to.select) to.select();
    return true;
  };

  /* Keys. In a list of ratings the arrows choose, as ever. */
  const onEdge = (box, step) => {
    if (box.selectionStart !== box.selectionEnd && box.selectionEnd - box.selectionStart !== box.value.length) return false;
    return !(step < 0 ? box.value.slice(0, box.selectionStart) : box.value.slice(box.selectionEnd)).includes("\n");
  };
  grid.addEventListener("keydown", (event) => {
    const from = event.target;
    if (!from.dataset.col || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && event.altKey && from.tagName === "TEXTAREA") {
      from.setRangeText("\n", from.selectionStart, from.selectionEnd, "end");
      from.dispatchEvent(new Event("input", { bubbles: true }));
      event.preventDefault();
    } else if (event.key === "Enter" && !event.altKey) {
      event.preventDefault();
      go(from, event.shiftKey ? -1 : 1);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && from.tagName !== "SELECT" && !event.altKey && !event.shiftKey) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (onEdge(from, step) && go(from, step)) event.preventDefault();
    }
  });

  /* A copied column, or several beside each other, as spreadsheets put them on the clipboard: tabs between cells, and
     quotes around a cell of several lines. */
  const table = (text) => {
    const found = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const line = found[found.length - 1];
      const sign = text[at];
      if (quoted) {
        if (sign !== '"') line[line.length - 1] += sign;
        else if (text[at + 1] === '"') { line[line.length - 1] += '"'; at += 1; } else quoted = false;
      } else if (sign === '"' && line[line.length - 1] === "") quoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") found.push([""]);
      else if (sign !== "\r") line[line.length - 1] += sign;
    }
    if (found.length > 1 && found[found.length - 1].join("") === "") found.pop();
    return found;
  };
  /* A rating that was pasted and is none of these is said at its row, until one is chosen. */
  const unread = (box, words) => {
    box.classList.toggle("is-unread", Boolean(words));
    const id = `${box.id}-unread`;
    document.getElementById(id)?.remove();
    if (!words) return box.removeAttribute("aria-describedby");
    const told = Object.assign(document.createElement("p"), { id, className: "govuk-error-message", textContent: `“${words}” was pasted, and is none of these ratings.` });
    box.before(told);
    box.setAttribute("aria-describedby", id);
  };
  const put = (into, words) => {
    if (!into) return;
    if (into.tagName === "SELECT") {
      const said = words.trim().toLowerCase();
      const same = [...into.options].find((option) => [option.text, option.value].some((each) => each.toLowerCase() === said));
      into.value = same ? same.value : "";
      unread(into, said && !same ? words.trim() : "");
    } else into.value = words;
    into.dispatchEvent(new Event("input", { bubbles: true }));
  };
  /* What a paste wrote over, to be put back by its button. */
  const pasted = grid.querySelector("[data-grid-pasted]");
  let before = [];
  const offer = (filled) => {
    before = filled;
    pasted.hidden = !filled.length;
    const number = filled.filter(([box]) => box.value).length;  // a rating that could not be read fills nothing
    pasted.querySelector("span").textContent = `${number} ${number === 1 ? "cell was" : "cells were"} filled from what you pasted.`;
  };
  pasted.querySelector("button").addEventListener("click", () => {
    for (const [box, words] of before) put(box, words);
    left.hidden = true;
    before[0][0].focus();
    offer([]);
  });
  grid.addEventListener("paste", (event) => {
    const from = event.target;
    if (!from.dataset.col) return;
    const [text, html] = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
    /* Paragraphs of a letter or a page are one cell's words, however many: a spreadsheet says that it copied a table. */
    if (from.tagName === "TEXTAREA" && html && !/<t[dr]\b/i.test(html)) return;
    const copied = table(text);
    if (copied.length === 1 && copied[0].length === 1 && from.tagName !== "SELECT") {
      if (from.tagName === "TEXTAREA" && copied[0][0].includes("\n")) {  // one cell of several lines comes in quotes
        event.preventDefault();
        from.setRangeText(copied[0][0], from.selectionStart, from.selectionEnd, "end");
        from.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return;
    }
    event.preventDefault();
    const first = columns.indexOf(from.dataset.col);
    const below = rows.slice(rows.indexOf(from.closest("tr"))).filter((row) => cell(row, from.dataset.col));
    const lost = [];
    const filled = [];
    copied.forEach((line, down) => line.forEach((words, right) => {
      const into = cell(below[down], columns[first + right]);
      if (into && words.trim()) {  // a blank cell says nothing of what is filled in already
        filled.push([into, into.value]);
        put(into, words);
      } else if (!into && words.trim()) lost.push(words.trim());
    }));
    offer(filled);
    left.hidden = !lost.length;
    left.textContent = lost.length ? `What was pasted is longer or wider than the rows from there on. Not in the grid: ${lost.map((words) => `“${words}”`).join(", ")}.` : "";
    const wrong = grid.querySelectorAll("select.is-unread").length;
    says.textContent = wrong ? `${wrong} of the ratings could not be read.` : "";
  });
  grid.addEventListener("change", (event) => { if (event.target.tagName === "SELECT") unread(event.target, ""); });

  /* Drafts: each row that was changed, as the update page keeps it. */
  const changed = new Set();
  let stopped = false;
  const keep = async (row) => {
    const pk = row.querySelector("[name='row']").value;
    const mark = row.querySelector(`[name="mark-${pk}"]`);
    const day = cell(row, "forecast").value.trim().split(/[\s/.,-]+/);
    if (day.length === 3 && day[0].length === 4) day.reverse();
    const typed = new URLSearchParams({
      csrfmiddlewaretoken: grid.elements.csrfmiddlewaretoken.value,
      rag: cell(row, "rag").value,
      narrative: cell(row, "narrative").value,
      forecast_day: day[0] || "",
      forecast_month: day[1] || "",
      forecast_year: day[2] || "",
      seen: row.querySelector(`[name="seen-${pk}"]`).value,
      draft: mark.value,
    });
    const reply = await fetch(row.dataset.draft, { method: "POST", body: typed, headers: { Accept: "application/json" }, redirect: "error", keepalive: true });
    const answer = reply.status === 401 ? { words: "You have been signed out. Submit, and you can sign in again." } : await reply.json();
    if (reply.ok) mark.value = answer.mark;
    else if (reply.status === 401) stopped = true;
    says.textContent = reply.ok ? "What you have typed is kept as drafts." : answer.words;
  };
  const keepAll = async () => {
    if (stopped) return;
    for (const row of [...changed]) {
      changed.delete(row);
      try { await keep(row); } catch { changed.add(row); says.textContent = "The drafts could not be kept just now. It is tried again."; return; }
    }
  };
  grid.addEventListener("input", (event) => {
    const row = event.target.closest("tbody tr[data-draft]");
    if (row && event.target.dataset.col !== "due") changed.add(row);
  });
  let held = false;
  grid.addEventListener("submit", (event) => {
    const wrong = grid.querySelector("select.is-unread");
    if (wrong && !held && event.submitter?.value !== "draft") {
      event.preventDefault();
      held = true;
      wrong.focus();
      says.textContent = "Nothing is submitted yet. Choose a rating where one could not be read, or submit again to leave it out.";
      return;
    }
    stopped = true;
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepAll(); });
  setInterval(keepAll, SECONDS_BETWEEN_DRAFTS * 1000);
}
