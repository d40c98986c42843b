// Tests that texts are readable in both themes, also with the colour of a site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { contrast, readable } from '../../main/resources/web/ui/accent.js';

const web = new URL('../../main/resources/web/', import.meta.url);
const tokens = new Map([...readFileSync(new URL('ui/tokens.css', web), 'utf8')
  .matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]));

const TEXT = 4.5;
const GRAPHICS = 3;
const SURFACES = ['bg', 'surface', 'surface-2', 'bubble'];
const PAIRS = [
  ...['text', 'text-muted', 'accent', 'danger', 'success', 'warning'].flatMap((text) =>
    SURFACES.map((on) => [text, on, TEXT])),
  ...['text', 'text-muted', 'accent'].map((text) => [text, 'accent-soft', TEXT]),
  ...['danger', 'success', 'warning'].flatMap((name) => [[name, name + '-soft', TEXT], ['text', name + '-soft', TEXT]]),
  ['on-accent', 'accent', TEXT], ['on-accent', 'accent-hover', TEXT], ['on-danger', 'danger', TEXT],
  ['on-bubble-own', 'bubble-own', TEXT], ['on-bubble-own-muted', 'bubble-own', TEXT], ['danger', 'bubble-own', TEXT],
  ...['bg', 'surface', 'surface-2'].map((on) => ['focus', on, GRAPHICS]),
  ...['bg', 'surface'].map((on) => ['border-strong', on, GRAPHICS]),
];

describe('colours', () => {
  for (const theme of ['light', 'dark']) {
    for (const [text, on, least] of PAIRS) {
      test(`${text} on ${on}, ${theme}`, () => {
        const found = contrast(tokens.get(text)[theme], tokens.get(on)[theme]);
        assert.ok(found >= least, `${found.toFixed(2)} is less than ${least}`);
      });
    }
  }

  test('of avatars', () => {
    const css = readFileSync(new URL('ui/components.css', web), 'utf8');
    const pattern = /\.avatar-\d \{ background: light-dark\((#\w+), (#\w+)\); color: light-dark\((#\w+), (#\w+)\)/g;
    const avatars = [...css.matchAll(pattern)];
    assert.equal(avatars.length, 8);
    for (const [, light, dark, onLight, onDark] of avatars) {
      assert.ok(contrast(light, onLight) >= TEXT && contrast(dark, onDark) >= TEXT);
    }
  });

  test('of a site are changed until they are readable', () => {
    for (const color of ['#ffff00', '#0a9d65', '#2a5bd7', '#000000', '#ffffff', '#808080']) {
      for (const surface of ['#ffffff', '#16191f']) assert.ok(contrast(readable(color, surface), surface) >= TEXT);
    }
  });
});
