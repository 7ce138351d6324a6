/** Base64 as Terraform reads it: strict padding, line breaks ignored. */

/** The bytes of a base64 text. Undefined when it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const plain = text.replaceAll('\n', '').replaceAll('\r', '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  return Buffer.from(plain, 'base64');
}

/** Bytes as base64 text. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Text in UTF-8. Undefined when the bytes are not. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
