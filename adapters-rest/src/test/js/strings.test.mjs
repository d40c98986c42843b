// The Chinese and English tables of texts have the same keys and parameters.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

const WEB = new URL('../../main/resources/web/', import.meta.url);
const folders = readdirSync(WEB, { recursive: true })
  .filter((path) => path.endsWith('strings/en.js'))
  .map((path) => path.slice(0, -'en.js'.length));

const parameters = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

assert.ok(folders.length >= 5, folders.join());

for (const folder of folders) {
  test(folder, async () => {
    const { default: english } = await import(new URL(folder + 'en.js', WEB));
    const { default: chinese } = await import(new URL(folder + 'zh-CN.js', WEB));
    assert.deepEqual(Object.keys(english).sort(), Object.keys(chinese).sort());
    for (const [key, text] of Object.entries(english)) {
      assert.ok(text && chinese[key], key);
      assert.deepEqual(parameters(text), parameters(chinese[key]), key);
    }
  });
}
