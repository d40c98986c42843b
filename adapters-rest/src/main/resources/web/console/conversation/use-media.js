// A hook that tells whether a media query fits, and draws again when that changes.
import { useEffect, useState } from '../../ui/html.js';

export function useMedia(query) {
  const [fits, setFits] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const change = () => setFits(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, [query]);
  return fits;
}
