// What lives in the JavaScript heap of a page, by kind, from a snapshot that V8 takes.

/** What V8 makes of scripts and what Blink holds for them: neither is an object of the page's own. */
const NOT_OF_SCRIPTS = new Set(['code', 'native', 'synthetic', 'hidden']);

/**
 * Bytes of the objects that the page's scripts made, and of the code that V8 compiled of them,
 * which grows for as long as functions get faster. What V8 gives as the used size of its heap has
 * both in it, and what has died but is not swept yet.
 * @param {import('playwright-core').CDPSession} session
 */
export async function heapByKind(session) {
  /** @type {string[]} */
  const chunks = [];
  const add = (/** @type {{ chunk: string }} */ { chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', add);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', add);
  const { snapshot, nodes } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const bytes = { objects: 0, code: 0 };
  for (let i = 0; i < nodes.length; i += fields.length) {
    const kind = types[type][nodes[i + type]];
    if (kind === 'code') bytes.code += nodes[i + size];
    if (!NOT_OF_SCRIPTS.has(kind)) bytes.objects += nodes[i + size];
  }
  return bytes;
}
