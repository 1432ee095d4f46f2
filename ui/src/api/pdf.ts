import type { LetterIssued } from './bindings';

/** How long the page keeps a file that it gave to the browser, in milliseconds. */
const KEPT = 60_000;

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** The bytes of a file as base64. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Where the host cannot open or save a file itself, gives it to the browser to download. */
export function savePdf(issued: LetterIssued): void {
  if (issued.pdf === null) return;
  const type = issued.file_name.endsWith('.json') ? 'application/json' : 'application/pdf';
  const address = URL.createObjectURL(new Blob([bytesOf(issued.pdf)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = issued.file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
