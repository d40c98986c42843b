// Whether the service is open now, kept current while the page is open.

const LONGEST_TIMER_MS = 6 * 3600 * 1000;
const AGAIN_MS = 60000;

/**
 * @param {(hours: {open: boolean, next_change_at?: string}) => void} onHours
 * @returns {(hours: {open: boolean, next_change_at?: string}) => void} takes hours that the service has pushed
 */
export function watchHours(onHours) {
  let timer;
  const next = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(ask, ms);
  };
  const take = (hours) => {
    onHours({ open: hours.open, next_change_at: hours.next_change_at });
    const left = hours.next_change_at ? new Date(hours.next_change_at).getTime() - Date.now() + 500 : LONGEST_TIMER_MS;
    next(Math.min(LONGEST_TIMER_MS, Math.max(1000, left)));
  };
  async function ask() {
    try {
      const answer = await fetch('/api/hours/now', { headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error('No hours: ' + answer.status);
      take(await answer.json());
    } catch {
      next(AGAIN_MS);
    }
  }
  ask();
  return take;
}
