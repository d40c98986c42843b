// Images, voice, videos and files in messages. The place of each has its size before the content is there.
import { html, useEffect, useRef, useState } from './html.js';
import { t, formatBytes } from './i18n.js';
import { Icon } from './Icon.js';
import { toast } from './toast.js';

const MAX_WIDTH = 280;
const MAX_HEIGHT = 320;
const MIN_SIDE = 48;
const THUMBNAIL = 640;
const sizes = new Map();

/** The size of a picture on the page: from the message, or as it was seen before, or a usual one. */
function boxOf({ content, metadata }) {
  const known = metadata?.width > 0 && metadata?.height > 0 ? metadata : sizes.get(content);
  const { width, height } = known ?? { width: 240, height: 180 };
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return { width: Math.max(MIN_SIDE, Math.round(width * scale)),
    height: Math.max(MIN_SIDE, Math.round(height * scale)) };
}

const styleOf = ({ width, height }) => ({ width: width + 'px', aspectRatio: width + ' / ' + height });
const nameOf = (message) => message.metadata?.filename ?? '';

/** The record of a file whose message does not say its name. */
function useFileInfo(client, message) {
  const [info, setInfo] = useState(message.metadata ?? {});
  useEffect(() => {
    if (info.filename || message.seq === undefined) return;
    const id = message.content.split('/').pop();
    client.http.get(`/api/files/${encodeURIComponent(id)}/info`).then(setInfo, () => {});
  }, [message.content]);
  return info;
}

async function openUrl(client, message, use) {
  try {
    use(await client.fileUrl(message.content));
  } catch {
    toast(t('ui.messages.fileFailed'), 'error');
  }
}

export function Image({ message, client, onOpen }) {
  const [url, setUrl] = useState(null);
  const [failed, setFailed] = useState(false);
  const [, setLoaded] = useState(false);
  const isThumbnail = useRef(true);
  const load = async (options) => {
    try {
      setUrl(await client.fileUrl(message.content, options));
    } catch {
      setFailed(true);
    }
  };
  useEffect(() => {
    if (message.seq === undefined && !message.content) return;
    load({ thumbnail: THUMBNAIL });
  }, [message.content]);
  // The service makes no thumbnail of some pictures; then the picture itself is shown.
  const onError = () => {
    if (!isThumbnail.current) return setFailed(true);
    isThumbnail.current = false;
    return load();
  };
  const onLoad = ({ target }) => {
    sizes.set(message.content, { width: target.naturalWidth, height: target.naturalHeight });
    setLoaded(true);
  };
  if (failed) return html`<div class="media-failed"><${Icon} name="image" /> ${t('ui.messages.imageFailed')}</div>`;
  const box = boxOf(message);
  return html`<button type="button" class="media-image" style=${styleOf(box)} onClick=${() => onOpen(message)}
    aria-label=${t('ui.messages.openImage', { name: nameOf(message) })}>
    ${url && html`<img src=${url} alt=${nameOf(message)} width=${box.width} height=${box.height} decoding="async"
      draggable=${false}
      onLoad=${onLoad} onError=${onError} />`}
  </button>`;
}

const clock = (seconds) => {
  const whole = Number.isFinite(seconds) ? Math.floor(seconds) : 0;
  return Math.floor(whole / 60) + ':' + String(whole % 60).padStart(2, '0');
};

export function Voice({ message, client }) {
  const audio = useRef();
  const [url, setUrl] = useState(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [duration, setDuration] = useState((message.metadata?.duration_ms ?? 0) / 1000);
  useEffect(() => {
    if (url) audio.current.play().catch(() => toast(t('ui.messages.fileFailed'), 'error'));
  }, [url]);
  const toggle = () => {
    if (!url) openUrl(client, message, setUrl);
    else if (playing) audio.current.pause();
    else audio.current.play();
  };
  const onMetadata = ({ target }) => Number.isFinite(target.duration) && setDuration(target.duration);
  const seek = ({ target }) => {
    if (audio.current && url) audio.current.currentTime = Number(target.value);
  };
  return html`<div class="media-voice">
    <button type="button" class="media-play" aria-label=${t(playing ? 'ui.messages.pause' : 'ui.messages.play')}
      onClick=${toggle}>
      <${Icon} name=${playing ? 'pause' : 'play'} />
    </button>
    <input type="range" min="0" max=${Math.max(duration, position, 1)} step="0.1" value=${position} disabled=${!url}
      aria-label=${t('ui.messages.position')} onInput=${seek} />
    <span class="media-time">${clock(playing || position > 0 ? position : duration)}</span>
    ${url && html`<audio ref=${audio} src=${url} onPlay=${() => setPlaying(true)} onPause=${() => setPlaying(false)}
      onEnded=${() => setPosition(0)} onLoadedMetadata=${onMetadata} 
      onTimeUpdate=${({ target }) => setPosition(target.currentTime)} />`}
  </div>`;
}

export function Video({ message, client }) {
  const [url, setUrl] = useState(null);
  const style = styleOf(boxOf(message));
  if (url) return html`<video class="media-video" style=${style} src=${url} controls autoplay playsinline />`;
  return html`<button type="button" class="media-video" style=${style} aria-label=${t('ui.messages.playVideo')}
    onClick=${() => openUrl(client, message, setUrl)}>
    <span class="media-play"><${Icon} name="play" /></span>
  </button>`;
}

export function File({ message, client }) {
  const { filename, size } = useFileInfo(client, message);
  const name = filename ?? t('ui.messages.file');
  const download = () => openUrl(client, message, (url) => {
    const link = document.createElement('a');
    link.href = url;
    link.download = filename ?? '';
    link.target = '_blank';
    link.rel = 'noopener';
    link.click();
  });
  return html`<button type="button" class="media-file" aria-label=${t('ui.messages.download', { name })}
    onClick=${download}>
    <span class="media-file-icon"><${Icon} name="file" /></span>
    <span class="media-file-name">${name}</span>
    <span class="media-file-size">${size > 0 && formatBytes(size)}</span>
  </button>`;
}
