/** Compares what the devices of the torture test saw with the logs of the conversations. */

/**
 * @param logs the entries of each conversation, in ascending order
 * @param outgoing the texts of all messages that were in the store of a device, by client_msg_id
 * @param acknowledged what devices know of acknowledged messages
 * @returns how many messages were lost and doubled, and the broken promises
 */
export function checkLogs(logs, outgoing, acknowledged) {
  const violations = logs.flatMap(checkOrder);
  const found = new Map();
  let doubled = 0;
  for (const entry of logs.flat()) {
    if (entry.msg_type === 'system') continue;
    const text = outgoing.get(entry.client_msg_id);
    if (found.has(entry.client_msg_id)) {
      doubled++;
      violations.push(`${text} is stored twice`);
    }
    const isSame = entry.status === 'recalled' || entry.content === text;
    if (!isSame) violations.push(`${text} was stored as ${entry.content}`);
    found.set(entry.client_msg_id, entry);
  }
  const missing = [...outgoing].filter(([id]) => !found.has(id)).map(([, text]) => text);
  const ids = new Set(logs.flat().map((entry) => entry.message_id));
  const dropped = acknowledged.filter(({ id }) => !ids.has(id)).map(({ text }) => text);
  const lost = new Set([...missing, ...dropped]);
  if (lost.size) violations.push(`lost: ${[...lost].join(', ')}`);
  return { lost: lost.size, doubled, violations };
}

/** Seqs have no gaps, and the messages of each device are in the order of sending. */
function checkOrder(log) {
  const violations = [];
  const lastOf = new Map();
  log.forEach((entry, index) => {
    if (entry.seq !== index + 1) violations.push(`the log has seq ${entry.seq} instead of ${index + 1}`);
    if (entry.msg_type === 'system' || entry.status === 'recalled') return;
    const [device, number] = entry.content.split('#');
    if (Number(number) <= (lastOf.get(device) ?? 0)) violations.push(`${entry.content} is out of order`);
    lastOf.set(device, Number(number));
  });
  return violations;
}

/** @param view the messages that a device has of a conversation */
export function checkView(device, view, log) {
  const violations = [];
  if (view.length !== log.length) violations.push(`${device} has ${view.length} messages of ${log.length}`);
  log.forEach((entry, index) => {
    const held = view[index];
    const isSame = held && held.seq === entry.seq && held.message_id === entry.message_id
      && held.content === entry.content && (held.status === 'recalled') === (entry.status === 'recalled');
    if (!isSame) violations.push(`${device} has ${JSON.stringify(held)} instead of ${JSON.stringify(entry)}`);
  });
  return violations.slice(0, 5);
}
