// Preact, its hooks and the tagged template `html`, from one place.
import { h, render, Fragment } from '../vendor/preact.js';
import {
  useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useReducer,
} from '../vendor/hooks.js';
import htm from '../vendor/htm.js';

const html = htm.bind(h);

export {
  h, render, Fragment, html,
  useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useReducer,
};
