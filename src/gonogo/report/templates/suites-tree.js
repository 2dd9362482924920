// The tree of tests, its filters, its tables and its keys. What is closed is not made: ten thousand
// tests cost as much as those that are looked at.
const CHUNK = 200;
const FEW = 300;
const tree = document.getElementById("tree");
const input = (id) => document.getElementById(id);

function inChunks(parent, items, make) {
  let at = 0;
  const more = button("", () => step());
  more.className = "more";
  const step = () => {
    more.remove();
    parent.append(...items.slice(at, at + CHUNK).map(make));
    at += CHUNK;
    if (at < items.length) {
      more.textContent = `show ${Math.min(CHUNK, items.length - at)} more of ${items.length - at}`;
      parent.append(more);
    }
  };
  step();
}

// A part of the page that is made when it is first opened.
function folded(className, summary, isOpen, fill) {
  const made = element("details", className, summary);
  let isMade = false;
  const make = () => { if (!isMade) { isMade = true; fill(made); } };
  made.addEventListener("toggle", () => { if (made.open) make(); });
  if (isOpen) { make(); made.open = true; }
  return made;
}

function counts(some) {
  const made = element("span", "counts");
  for (const outcome of GRAVITY) {
    const count = some.filter((test) => test.outcome === outcome).length;
    if (count) made.append(element("span", TONES[outcome], `${count} ${outcome}`));
  }
  const seconds = some.reduce((sum, test) => sum + test.seconds, 0);
  made.append(element("span", "quiet", duration(seconds)));
  return made;
}

function rowOf(test, { isSub = false, withPackage = false, isOpen = false } = {}) {
  const mark = element("span", "mark", MARKS[test.outcome]);
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", test.outcome);
  const name = element("span", "name", withPackage ? element("span", "quiet", `${test.package} `) : null, test.name);
  const chips = element("span", "chips");
  if (!isCalm(test.outcome)) chips.append(element("span", "chip", test.kind === "none" || test.kind === "assertion" ? test.outcome : test.kind));
  if (test.isQuarantined) chips.append(element("span", "chip", "quarantine"));
  if (test.owner) chips.append(element("span", "chip", test.owner));
  const fill = element("i", "");
  fill.style.width = `${Math.min(100, (100 * test.seconds) / longest)}%`;
  const bar = element("span", "bar", fill);
  bar.setAttribute("aria-hidden", "true");
  const summary = element("summary", "", mark, name, chips, bar, element("span", "time", duration(test.seconds)));
  const made = folded(`test ${TONES[test.outcome]}${isSub ? " sub" : ""}`, summary, isOpen, (parent) => parent.append(bodyOf(test)));
  if (!isCalm(test.outcome)) made.dataset.trouble = "";
  return made;
}

function bodyOf(test) {
  const body = element("div", "body");
  if (test.message) body.append(element("pre", "message", test.message));
  const facts = element("dl", "");
  const tell = (term, words) => { if (words) facts.append(element("dt", "", term), element("dd", "", words)); };
  tell("Outcome", test.kind === "none" ? test.outcome : `${test.outcome}, ${test.kind}`);
  tell("Began", test.began ? new Date(test.began).toISOString() : "");
  tell("Package", test.package);
  tell("Gates", test.seats?.map((seat) => (seat.suite ? `${seat.gate} (${seat.suite})` : seat.gate)).join(", "));
  tell("Process", test.task);
  tell("Time limit", test.limit ? duration(test.limit) : "");
  tell("Other attempts", test.others ? String(test.others) : "");
  body.append(facts, logView(test));
  if (test.subtests.length) inChunks(body, test.subtests, (each) => rowOf(each, { isSub: true }));
  if (test.subtestsLeftOut) body.append(element("p", "quiet small", `${test.subtestsLeftOut} more subtests are in summary.json.`));
  return body;
}

function collect(some, gate) {
  const groups = new Map();
  for (const test of some) {
    for (const seat of test.seats) {
      if (seat.gate !== gate) continue;
      const name = seat.suite ? `${seat.suite} · ${test.package}` : test.package;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(test);
    }
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function showTree(some) {
  const gates = wish.gate ? [wish.gate] : data.gates;
  // Whoever looks for one test wants to see it.
  const isAsked = Boolean(wish.search || wish.outcomes.size || wish.owner || wish.kind);
  for (const gate of gates) {
    const groups = collect(some, gate);
    if (!groups.length) continue;
    const inGate = groups.flatMap(([, members]) => members);
    const summary = element("summary", "", `${gate} `, counts(inGate));
    tree.append(folded("gate", summary, true, (parent) => inChunks(parent, groups, ([name, members]) => {
      const isTroubled = members.some((test) => !isCalm(test.outcome));
      const isOpen = some.length <= FEW ? isAsked || isTroubled || some.length <= 50 : isTroubled && members.length <= FEW;
      return folded("group", element("summary", "", `${name} `, counts(members)), isOpen,
        (inner) => inChunks(inner, members, (test) => rowOf(test, { isOpen: isAsked && some.length === 1 })));
    })));
  }
}

const ORDERS = {
  slow: (one, other) => other.seconds - one.seconds,
  grave: (one, other) => GRAVITY.indexOf(one.outcome) - GRAVITY.indexOf(other.outcome),
  start: (one, other) => (one.began || Infinity) - (other.began || Infinity) || 0,
};

function show() {
  const some = found();
  tree.replaceChildren();
  input("shown").textContent = `${some.length} of ${tests.length} tests shown`;
  for (const field of FIELDS) if (input(field).value !== wish[field]) input(field).value = wish[field];
  for (const each of document.querySelectorAll("[data-outcome]")) each.setAttribute("aria-pressed", String(wish.outcomes.has(each.dataset.outcome)));
  if (wish.sort in ORDERS) inChunks(tree, [...some].sort(ORDERS[wish.sort]), (test) => rowOf(test, { withPackage: true }));
  else showTree(some);
}

function changed() {
  history.replaceState(null, "", addressOfWish());
  show();
}

function table(titles, rows, numbersFrom) {
  const head = element("tr", "");
  titles.forEach((title, at) => {
    const cell = element("th", at >= numbersFrom ? "number" : "", title);
    cell.scope = "col";
    head.append(cell);
  });
  const body = element("tbody", "");
  inChunks(body, rows, (row) => element("tr", "", ...row.map((value, at) => element("td", at >= numbersFrom ? "number" : "", String(value)))));
  return element("table", "", element("thead", "", head), body);
}

function showTables() {
  const owners = new Map();
  for (const test of tests) {
    if (!owners.has(test.owner)) owners.set(test.owner, []);
    owners.get(test.owner).push(test);
  }
  const count = (some, ...outcomes) => some.filter((test) => outcomes.includes(test.outcome)).length;
  const rows = [...owners].map(([owner, some]) => [owner || "nobody", some.length, count(some, "passed"), count(some, "failed"),
    count(some, "errored", "precluded"), count(some, "skipped", "not-applicable"), duration(some.reduce((sum, test) => sum + test.seconds, 0))]);
  rows.sort((one, other) => other[3] - one[3] || other[4] - one[4] || other[1] - one[1]);
  input("owner-table").append(table(["Owner", "Tests", "Passed", "Failed", "No answer", "Not run", "Time"], rows, 1));
  const place = input("call-table");
  if (!place) return;
  const packages = new Map(tests.map((test) => [test.task, test.package]));
  const calls = data.calls.map((row) => [`${data.tasks[row[0]]}  ${packages.get(data.tasks[row[0]]) ?? ""}`, ...row.slice(1)]);
  place.append(table(["Test process", "Chain", "Endpoint", "Method", "Calls", "Answered", "Errors"], calls, 4));
  if (data.calls_left_out) place.append(element("p", "quiet", `And ${data.calls_left_out} more; all of them are in calls.json.`));
}

function offer(id, values) {
  for (const value of [...new Set(values)].filter(Boolean).sort()) {
    const choice = element("option", "", value);
    choice.value = value;
    input(id).append(choice);
  }
}

function move(step, selector) {
  const all = [...tree.querySelectorAll(selector)].filter((each) => each.offsetParent !== null);
  const now = all.indexOf(document.activeElement.closest?.("summary"));
  const place = document.activeElement.closest?.("summary");
  const after = place && now < 0 ? all.findIndex((each) => place.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) : now + step;
  all[Math.max(0, Math.min(all.length - 1, after))]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.matches("input, select");
  if (event.key === "Escape" && event.target.id === "search") { wish.search = ""; changed(); event.target.blur(); }
  else if (isTyping) return;
  else if (event.key === "/") { event.preventDefault(); input("search").focus(); }
  else if (event.key === "j") move(1, "summary");
  else if (event.key === "k") move(-1, "summary");
  else if (event.key === "n") move(1, "[data-trouble] > summary");
});

let waiting = 0;
input("search").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { wish.search = event.target.value; changed(); }, 120);
});
for (const field of FIELDS.slice(1)) input(field).addEventListener("change", (event) => { wish[field] = event.target.value; changed(); });
for (const each of document.querySelectorAll("[data-outcome]")) {
  each.addEventListener("click", () => {
    if (!wish.outcomes.delete(each.dataset.outcome)) wish.outcomes.add(each.dataset.outcome);
    changed();
  });
}
input("reset").addEventListener("click", () => { history.replaceState(null, "", "#"); wishFromAddress(); show(); });
addEventListener("hashchange", () => { wishFromAddress(); show(); });
offer("gate", data.gates);
offer("owner", data.owners);
offer("kind", tests.map((test) => test.kind).filter((kind) => kind !== "none"));
wishFromAddress();
show();
showTables();
