// Saves an answer of the service as a file. The token travels in a header, never in a URL.

/**
 * @param {{fetch(path: string): Promise<Response>}} http
 * @param {string} path
 * @param {string} filename
 */
export async function download(http, path, filename) {
  const response = await http.fetch(path);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
