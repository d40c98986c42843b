// Loads style sheets of components that are imported later than the page.
const loading = new Map();

/**
 * Adds a style sheet to the page once. A sheet that cannot be loaded does not keep the component from working.
 * @param {URL} url
 * @returns {Promise<void>} resolves when the styles are in force
 */
export function loadStyles(url) {
  const href = url.href;
  if (!loading.has(href)) {
    loading.set(href, new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      link.onload = link.onerror = () => resolve();
      document.head.append(link);
    }));
  }
  return loading.get(href);
}
