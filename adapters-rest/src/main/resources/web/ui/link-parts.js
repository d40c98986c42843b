// Finds web, mail and phone addresses in a text that a user wrote.

const END = '\\s<>"\'`“”‘’，。！？；：、（）《》【】「」';
const ADDRESS = new RegExp(
  `https://[^${END}]{1,2048}|(?:mailto:)?[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}`
  + '|tel:\\+?[\\d()-]{3,20}', 'giu');

/** Punctuation at the end belongs to the sentence, and so does a bracket that was not opened within the address. */
function withoutEnd(address) {
  let end = address.length;
  for (;;) {
    const last = address[end - 1];
    const part = address.slice(0, end);
    const unopened = last === ')' && part.split(')').length > part.split('(').length;
    if (!unopened && !'.,!?;:]}*_'.includes(last)) return part;
    end--;
  }
}

function urlOf(address) {
  const url = /^(https|mailto|tel):/i.test(address) ? address : 'mailto:' + address;
  return URL.canParse(url) ? url : null;
}

/** @returns {Array<string | {url: string, text: string}>} */
export function linkParts(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    const url = urlOf(address);
    if (!url) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ url, text: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
