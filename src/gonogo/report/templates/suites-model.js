// What is known, what is searched for, and how values are shown. Whatever comes from the data is
// put on the page as text, by textContent, and never as markup.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");
let excerpts = null;
const excerptOf = (key) => (excerpts ??= read("excerpts"))[key];

const MARKS = { passed: "✓", failed: "✗", errored: "?", skipped: "?", precluded: "?", "not-applicable": "-" };
const TONES = { passed: "met", failed: "unmet", errored: "unknown", skipped: "unknown", precluded: "unknown", "not-applicable": "conditional" };
const GRAVITY = ["failed", "errored", "precluded", "skipped", "not-applicable", "passed"];
const isCalm = (outcome) => outcome === "passed" || outcome === "not-applicable";

const subtestOf = (row, key) => ({
  key, name: row[0], outcome: data.outcomes[row[1]], kind: data.kinds[row[2]], seconds: row[3], message: row[4],
  began: row[5], file: row[6], parts: row[7], unnamed: row[8], subtests: [], subtestsLeftOut: 0, others: 0,
});

const tests = data.tests.map((row, number) => {
  const test = {
    key: String(number), package: data.packages[row[0]], name: row[1], outcome: data.outcomes[row[2]], kind: data.kinds[row[3]],
    seconds: row[4], message: row[5], owner: data.owners[row[6]], task: data.tasks[row[7]],
    seats: row[8].map(([gate, suite]) => ({ gate: data.gates[gate], suite: data.suites[suite] })),
    isQuarantined: row[9] === 1, began: row[10], file: row[11], parts: row[12], unnamed: row[13],
    subtests: row[14].map((each, at) => subtestOf(each, `${number}.${at}`)), subtestsLeftOut: row[15], others: row[16], limit: row[17],
  };
  const words = [test.package, test.name, test.message, ...test.subtests.flatMap((each) => [each.name, each.message])];
  test.haystack = words.join("\n").toLowerCase();
  return test;
});
const longest = tests.reduce((most, test) => Math.max(most, test.seconds), 0.001);

const FIELDS = ["search", "gate", "owner", "kind", "sort"];
const wish = { search: "", gate: "", owner: "", kind: "", sort: "", outcomes: new Set() };

function wishFromAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const field of FIELDS) wish[field] = said.get(field) ?? "";
  wish.outcomes = new Set((said.get("outcome") ?? "").split(",").filter((each) => each in MARKS));
}

function addressOfWish() {
  const said = new URLSearchParams();
  for (const field of FIELDS) if (wish[field]) said.set(field, wish[field]);
  if (wish.outcomes.size) said.set("outcome", [...wish.outcomes].join(","));
  return `#${said}`;
}

function found() {
  const words = wish.search.toLowerCase().split(/\s+/).filter(Boolean);
  return tests.filter((test) =>
    (!wish.outcomes.size || wish.outcomes.has(test.outcome)) &&
    (!wish.gate || test.seats.some((seat) => seat.gate === wish.gate)) &&
    (!wish.owner || test.owner === wish.owner) &&
    (!wish.kind || test.kind === wish.kind) &&
    words.every((word) => test.haystack.includes(word)));
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  // Strings become text, whatever stands in them.
  made.append(...children.filter((child) => child !== null));
  return made;
}

function button(words, act) {
  const made = element("button", "", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function link(words, address) {
  const made = element("a", "", words);
  made.href = address;
  return made;
}

function duration(seconds) {
  if (seconds >= 7200) return `${Math.floor(seconds / 360) / 10} h`;
  if (seconds >= 120) return `${Math.floor(seconds / 6) / 10} min`;
  return seconds ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s` : "";
}

const sizeOf = (bytes) => (bytes < 10000 ? `${bytes} bytes` : bytes < 1e7 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1e6)} MB`);
