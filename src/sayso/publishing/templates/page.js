
"use strict";
(() => {
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const claimOf = (node) => node.dataset.c || node.dataset.claim || node.dataset.row || node.dataset.ref;
  const CLAIM = "[data-c], [data-claim], [data-row], [data-ref]";
  const byClaim = new Map();
  for (const node of every(CLAIM)) {
    const claim = claimOf(node);
    if (!byClaim.has(claim)) byClaim.set(claim, []);
    byClaim.get(claim).push(node);
  }
  let chosen = [];

  function light(claims) {
    every(".lit").forEach((node) => node.classList.remove("lit"));
    for (const claim of claims) (byClaim.get(claim) || []).forEach((node) => node.classList.add("lit"));
  }
  function around(target) {
    const claims = [];
    for (let node = target; node && node.closest; node = node.parentElement) {
      if (claimOf(node)) claims.push(claimOf(node));
    }
    return claims;
  }
  function choose(claims) {
    chosen = claims;
    light(chosen);
  }
  function fromAddress() {
    const [, report, claim] = /^#(r\d+)-[wn]-(c\d+)$/.exec(location.hash) || [];
    if (claim) choose([`${report}-${claim}`]);
  }

  document.addEventListener("mouseover", (event) => light([...chosen, ...around(event.target)]));
  document.addEventListener("focusin", (event) => light([...chosen, ...around(event.target)]));
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, select, label")) return;
    const claims = around(event.target);
    choose(claims);
    if (!event.target.closest("[data-c]") || !claims.length) return;
    const note = byClaim.get(claims[0]).find((node) => node.dataset.claim);
    if (note) note.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose([]);
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();

  for (const report of every("article.report")) {
    const form = report.querySelector(".filter");
    const rows = every("[data-row]", report);
    if (!form || !rows.length) continue;
    const fits = (row, wanted) =>
      (!wanted.voice || row.dataset.voice === wanted.voice) &&
      (!wanted.firm || row.dataset.firm === wanted.firm) &&
      (!wanted.kind || row.dataset.kind === wanted.kind) &&
      (!wanted.mark || row.dataset.mark.split(" ").includes(wanted.mark));
    const apply = () => {
      const wanted = Object.fromEntries(new FormData(form));
      let shown = 0;
      for (const row of rows) {
        const fit = fits(row, wanted);
        shown += fit;
        for (const node of byClaim.get(row.dataset.row)) {
          if (node.dataset.c || node.dataset.ref) node.classList.toggle("off", !fit);
          else node.hidden = !fit;
        }
      }
      for (const note of every(".note", report)) note.hidden = !note.querySelector("li:not([hidden])");
      form.querySelector("output").value = shown === rows.length ? "" : `${shown} of ${rows.length} claims`;
    };
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();

    const body = rows[0].parentElement;
    for (const head of every("[data-sort]", report)) {
      const button = document.createElement("button");
      button.type = "button";
      head.dataset.label = head.textContent; // print shows this: a button is not repeated on the next sheet
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = head.dataset.sort;
        const down = head.getAttribute("aria-sort") === "ascending";
        every("[aria-sort]", report).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const order = (a, b) =>
          a.dataset[key].localeCompare(b.dataset[key], "en", { numeric: true }) || a.dataset.n - b.dataset.n;
        body.append(...[...rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
      });
    }
  }

  const themes = { "": "as the system", light: "light", dark: "dark" };
  const button = document.querySelector(".theme");
  const kept = () => { try { return localStorage.getItem("sayso-theme") || ""; } catch { return ""; } };
  const wear = (theme) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    button.textContent = `Theme: ${themes[theme]}`;
    try { localStorage.setItem("sayso-theme", theme); } catch { /* a page from disk may keep nothing */ }
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const names = Object.keys(themes);
    const now = document.documentElement.dataset.theme || "";
    wear(names[(names.indexOf(now) + 1) % names.length]);
  });
  if (kept() in themes) wear(kept());
})();
