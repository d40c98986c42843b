// Uses a colour of the site as the accent of the page, changed as far as texts in it stay readable.

const READABLE = 4.5;
const SURFACES = { light: '#ffffff', dark: '#16191f' };

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const hexOf = (rgb) => '#' + rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');

function luminance(hex) {
  const [red, green, blue] = channels(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function mix(hex, other, part) {
  const to = channels(other);
  return hexOf(channels(hex).map((channel, at) => channel + (to[at] - channel) * part));
}

/** The colour, moved towards black or white until it is readable on the surface. */
export function readable(hex, surface) {
  const towards = luminance(surface) > 0.5 ? '#000000' : '#ffffff';
  for (let part = 0; part < 1; part += 0.05) {
    const candidate = mix(hex, towards, part);
    if (contrast(candidate, surface) >= READABLE) return candidate;
  }
  return towards;
}

/** @param {string} color such as `#0a7d55`; anything else is ignored */
export function setAccent(color) {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return;
  const [light, dark] = [readable(color, SURFACES.light), readable(color, SURFACES.dark)];
  const onDark = contrast(dark, '#000000') > contrast(dark, '#ffffff') ? '#000000' : '#ffffff';
  const root = document.documentElement.style;
  root.setProperty('--accent', `light-dark(${light}, ${dark})`);
  root.setProperty('--accent-hover', `light-dark(${mix(light, '#000000', 0.15)}, ${mix(dark, '#ffffff', 0.2)})`);
  root.setProperty('--on-accent', `light-dark(#ffffff, ${onDark})`);
  root.setProperty('--accent-soft', `light-dark(${mix(light, '#ffffff', 0.9)}, ${mix(dark, '#16191f', 0.8)})`);
  root.setProperty('--focus', `light-dark(${light}, ${dark})`);
  root.setProperty('--bubble-own', `light-dark(${mix(light, '#ffffff', 0.85)}, ${mix(dark, '#16191f', 0.72)})`);
}
