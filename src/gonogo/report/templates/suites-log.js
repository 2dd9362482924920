// What a test printed: an excerpt that is in the page; and from a server any stretch of it, by the
// places in output.log that belong to the test.
const PAGE_BYTES = 131072;
const LARGEST_WHOLE_BYTES = 33554432;
const NEAR_BYTES = 65536;
const isServed = location.protocol === "http:" || location.protocol === "https:";
const ESCAPES = /\x1b(?:\[[0-?]*[ -\/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
const MOVING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const readable = (text) => text.replace(ESCAPES, "").replace(/\r\n/g, "\n")
  .replace(MOVING, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

// The places in the file of a stretch of what a test printed, near ones joined.
function stretches(parts, start, end) {
  const wanted = [];
  let at = 0;
  for (const [offset, length] of parts) {
    const from = Math.max(start, at), to = Math.min(end, at + length);
    if (from < to) {
      const piece = { from: offset + from - at, to: offset + to - at };
      const last = wanted.at(-1);
      if (last && piece.from >= last.to && piece.from - last.to < NEAR_BYTES) {
        last.pieces.push(piece);
        last.to = piece.to;
      } else wanted.push({ from: piece.from, to: piece.to, pieces: [piece] });
    }
    at += length;
  }
  return wanted;
}

async function fetched(from, to) {
  const answer = await fetch("output.log", { headers: { Range: `bytes=${from}-${to - 1}` } });
  if (answer.status === 206) return { at: from, bytes: new Uint8Array(await answer.arrayBuffer()) };
  const size = Number(answer.headers.get("Content-Length") ?? Infinity);
  if (answer.status === 200 && size <= LARGEST_WHOLE_BYTES) return { at: 0, bytes: new Uint8Array(await answer.arrayBuffer()) };
  answer.body?.cancel();
  throw new Error(answer.ok ? "this server sends no parts of files" : `the server said ${answer.status}`);
}

async function stretch(parts, start, end) {
  const pieces = [];
  for (const each of stretches(parts, start, end)) {
    const { at, bytes } = await fetched(each.from, each.to);
    for (const piece of each.pieces) pieces.push(bytes.subarray(piece.from - at, piece.to - at));
  }
  return readable(await new Blob(pieces).text());
}

function logView(test) {
  const total = test.parts.reduce((sum, part) => sum + part[1], 0);
  const view = element("div", "log");
  if (!total) return element("p", "quiet small", "It printed nothing.");
  const ways = element("div", "ways");
  const where = element("span", "quiet", `${sizeOf(total + test.unnamed)} printed`);
  const text = element("pre", "");
  text.tabIndex = 0;
  text.setAttribute("aria-label", "What it printed");
  const show = (head, missing, tail) => text.replaceChildren(head, ...(missing ? [element("span", "gap", `\n… ${missing} bytes …\n`), tail] : []));
  const excerpt = excerptOf(test.key);
  if (excerpt) show(excerpt[0], excerpt[2], excerpt[1]);
  else text.append(element("span", "gap", "This page has no excerpt of it."));
  if (test.file) ways.append(link("whole log", test.file));
  let at = 0;
  const turn = async (start) => {
    at = Math.max(0, Math.min(start, Math.floor((total - 1) / PAGE_BYTES) * PAGE_BYTES));
    const end = Math.min(total, at + PAGE_BYTES);
    where.textContent = "reading…";
    try {
      show(await stretch(test.parts, at, end), 0, "");
      where.textContent = `bytes ${at} to ${end} of ${total}${test.unnamed ? `; ${sizeOf(test.unnamed)} in the middle are only in output.log` : ""}`;
    } catch (error) {
      where.textContent = `output.log cannot be read from here: ${error.message}`;
    }
  };
  if (isServed) {
    ways.append(button("first", () => turn(0)), button("previous", () => turn(at - PAGE_BYTES)),
      button("next", () => turn(at + PAGE_BYTES)), button("last", () => turn(total)));
  }
  const [offset, length] = test.parts[0];
  const places = test.parts.length === 1 ? `tail -c +${offset + 1} output.log | head -c ${length}` : `in ${test.parts.length} parts of output.log, from byte ${offset} on`;
  view.append(ways, text);
  ways.append(where, element("code", "quiet", places));
  return view;
}
