// Components whose module is loaded when they are shown for the first time.
import { h, useEffect, useReducer } from './html.js';

/**
 * @param {() => Promise<any>} load resolves with the component
 * @param {any} [fallback] a component that is shown until then, with the same props
 */
export function lazy(load, fallback = null) {
  let component = null;
  return function Lazy(props) {
    const [, renderAgain] = useReducer((count) => count + 1, 0);
    useEffect(() => {
      if (component) return;
      load().then((loaded) => {
        component = loaded;
        renderAgain();
      }, () => {});
    }, []);
    if (component) return h(component, props);
    return fallback && h(fallback, props);
  };
}
