/** Character sets other than UTF-8. */

/** How text becomes bytes and back. */
export interface CharacterSet {
  /** Undefined when the text has characters that the set does not have. */
  encode(text: string): Uint8Array | undefined;
  /** Bytes that mean nothing become U+FFFD. */
  decode(bytes: Uint8Array): string;
}

/** The set of this IANA name; `unsupported` for one that exists elsewhere, undefined for one that nobody knows. */
export function characterSet(name: string): CharacterSet | 'unsupported' | undefined {
  switch (name.toLowerCase()) {
    case 'utf-8':
      return { encode: (text) => Buffer.from(text), decode: (bytes) => decodeAs('utf-8', bytes) };
    case 'utf-16le':
      return {
        encode: (text) => Buffer.from(text, 'utf16le'),
        decode: (bytes) => decodeAs('utf-16le', bytes),
      };
    case 'utf-16be':
      return {
        encode: (text) => Buffer.from(text, 'utf16le').swap16(),
        decode: (bytes) => decodeAs('utf-16be', bytes),
      };
    case 'iso-8859-1':
      return singleByteSet(0xff);
    case 'us-ascii':
      return singleByteSet(0x7f);
    default:
      return isKnown(name) ? 'unsupported' : undefined;
  }
}

function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** The set whose bytes, up to the last one, are the code points of their characters. */
function singleByteSet(last: number): CharacterSet {
  return {
    encode(text) {
      const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
      return codes.some((code) => code > last) ? undefined : Uint8Array.from(codes);
    },
    decode: (bytes) =>
      Array.from(bytes, (byte) => (byte > last ? '\ufffd' : String.fromCharCode(byte))).join(''),
  };
}
