// Keeps the page above the on-screen keyboard in browsers where the keyboard covers the page.

export function fitToKeyboard() {
  const viewport = window.visualViewport;
  if (!viewport || window.parent !== window) return;
  const fit = () => {
    const isZoomed = viewport.scale > 1.01;
    document.documentElement.style.setProperty('--page-height', isZoomed ? '100dvh' : viewport.height + 'px');
    if (!isZoomed && viewport.offsetTop > 0) window.scrollTo(0, 0);
  };
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
}
