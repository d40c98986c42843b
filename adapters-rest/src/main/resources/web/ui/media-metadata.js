// The size or the duration of an image, a video or a recording, which receivers need before they load it.

const PATIENCE_MS = 3000;

async function sizeOfImage(file) {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

function infoOfMedia(file, tag) {
  const url = URL.createObjectURL(file);
  const element = document.createElement(tag);
  element.preload = 'metadata';
  const loaded = new Promise((resolve, reject) => {
    element.onerror = () => reject(new Error('The file cannot be played'));
    element.onloadedmetadata = () => resolve({
      ...(element.videoWidth ? { width: element.videoWidth, height: element.videoHeight } : {}),
      ...(Number.isFinite(element.duration) ? { duration_ms: Math.round(element.duration * 1000) } : {}),
    });
  });
  element.src = url;
  return loaded.finally(() => URL.revokeObjectURL(url));
}

const nothingInTime = () => new Promise((resolve) => setTimeout(() => resolve({}), PATIENCE_MS));

/** The `width`, `height` and `duration_ms` of a file as far as this browser can tell. */
export async function mediaMetadata(file) {
  const kind = file.type.split('/')[0];
  try {
    if (kind === 'image') return await Promise.race([sizeOfImage(file), nothingInTime()]);
    if (kind === 'video' || kind === 'audio') return await Promise.race([infoOfMedia(file, kind), nothingInTime()]);
  } catch {
    return {};
  }
  return {};
}
