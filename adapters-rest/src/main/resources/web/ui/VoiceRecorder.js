// Records a voice message with the microphone.
import { html, useEffect, useRef, useState } from './html.js';
import { t } from './i18n.js';
import { Icon } from './Icon.js';
import { toast } from './toast.js';

const MAX_MS = 120000;
const TYPES = [['audio/webm;codecs=opus', 'webm'], ['audio/mp4', 'm4a'], ['audio/ogg;codecs=opus', 'ogg']];

const clock = (ms) => Math.floor(ms / 60000) + ':' + String(Math.floor(ms / 1000) % 60).padStart(2, '0');

/** Begins a recording. `stop()` resolves with the file; `cancel()` drops it. */
async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [type, extension] = TYPES.find(([one]) => MediaRecorder.isTypeSupported(one)) ?? ['', 'webm'];
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const chunks = [];
  const startedAt = Date.now();
  const release = () => stream.getTracks().forEach((track) => track.stop());
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  recorder.start();
  return {
    stop: () => new Promise((resolve) => {
      const metadata = { duration_ms: Date.now() - startedAt };
      recorder.onstop = () => {
        release();
        const file = new File(chunks, 'voice.' + extension, { type: recorder.mimeType });
        resolve({ file, metadata });
      };
      recorder.stop();
    }),
    cancel() {
      recorder.onstop = null;
      if (recorder.state !== 'inactive') recorder.stop();
      release();
    },
  };
}

/** @param {{onDone: (file: File | null, metadata?: {duration_ms: number}) => void}} props `null` if it was cancelled */
export function VoiceRecorder({ onDone }) {
  const recording = useRef(null);
  const [elapsed, setElapsed] = useState(0);
  const finish = async () => {
    const { file, metadata } = await recording.current.stop();
    recording.current = null;
    onDone(file, metadata);
  };
  useEffect(() => {
    let isGone = false;
    let timer;
    record().then((started) => {
      if (isGone) return started.cancel();
      recording.current = started;
      const from = Date.now();
      timer = setInterval(() => {
        setElapsed(Date.now() - from);
        if (Date.now() - from >= MAX_MS && recording.current) finish();
      }, 250);
    }).catch(() => {
      toast(t('ui.voice.denied'), 'error');
      onDone(null);
    });
    return () => {
      isGone = true;
      clearInterval(timer);
      recording.current?.cancel();
    };
  }, []);
  return html`<div class="composer-line recorder">
    <button type="button" class="icon-button" aria-label=${t('ui.voice.cancel')} onClick=${() => onDone(null)}>
      <${Icon} name="trash" size=${20} /></button>
    <span class="recorder-state"><i></i>${t('ui.voice.recording')} <time>${clock(elapsed)}</time></span>
    <button type="button" class="icon-button composer-send" aria-label=${t('ui.voice.send')} disabled=${elapsed < 500}
      onClick=${finish}><${Icon} name="send" size=${20} /></button>
  </div>`;
}
