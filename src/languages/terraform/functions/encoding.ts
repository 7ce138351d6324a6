/** Texts in other notations: base64, URLs, other character sets. */
import { gunzipSync } from 'node:zlib';
import { stringValue, unknownValue } from '../../../values/value.ts';
import { decodeBase64, decodeUtf8, encodeBase64 } from './base64.ts';
import { characterSet } from './character-set.ts';
import { defineFunction, type Problem } from './define.ts';
import { text } from './parameters.ts';
import { MAX_TEXT, TEXT_TOO_LONG, textResult } from './text-result.ts';

const str = text('str');

const NOT_BASE64: Problem = { problem: 'the text is not base64' };

/** The UTF-8 bytes of a text in base64. */
export const base64encode = defineFunction('base64encode', {
  parameters: [str],
  run: ([value], call) => textResult(encodeBase64(Buffer.from(value.value)), call),
});

/** The text that base64 stands for; its bytes must be UTF-8. */
export const base64decode = defineFunction('base64decode', {
  parameters: [str],
  run([value], call) {
    const bytes = decodeBase64(value.value);
    if (bytes === undefined) return NOT_BASE64;
    const decoded = decodeUtf8(bytes);
    return decoded === undefined ? { problem: 'the decoded bytes are not UTF-8' } : textResult(decoded, call);
  },
});

/** Unknown: the compressed bytes differ between implementations, and nobody reads them. */
export const base64gzip = defineFunction('base64gzip', {
  parameters: [str],
  run(_args, call) {
    const message = 'compressed text is not computed';
    return unknownValue({ code: 'unsupported', message, range: call.context.range }, call.origin);
  },
});

/** The text that was compressed with gzip and written in base64. */
export const base64gunzip = defineFunction('base64gunzip', {
  parameters: [str],
  run([value], call) {
    const bytes = decodeBase64(value.value);
    if (bytes === undefined) return NOT_BASE64;
    try {
      return textResult(gunzipSync(bytes, { maxOutputLength: MAX_TEXT }).toString('utf8'), call);
    } catch (error) {
      const isTooLong = error instanceof RangeError;
      return isTooLong ? TEXT_TOO_LONG : { problem: 'the decoded bytes are not compressed with gzip' };
    }
  },
});

/** As in the query of a URL: a blank becomes a plus sign. */
export const urlencode = defineFunction('urlencode', {
  parameters: [str],
  run([value], call) {
    const pieces = Array.from(Buffer.from(value.value), (byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9\-_.~]/.test(character)) return character;
      return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    });
    return textResult(pieces.join(''), call);
  },
});

/** The text that `urlencode` was given. */
export const urldecode = defineFunction('urldecode', {
  parameters: [str],
  run([{ value }], call) {
    if (/%(?![0-9A-Fa-f]{2})/.test(value))
      return { problem: 'a percent sign without two hexadecimal digits' };
    const bytes = Buffer.from(value.replaceAll('+', ' '));
    const decoded: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte !== PERCENT) decoded.push(byte);
      else {
        decoded.push(Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16));
        at += 2;
      }
    }
    return stringValue(Buffer.from(decoded).toString('utf8'), call.origin);
  },
});

const PERCENT = 0x25;

/** The bytes of a text in a character set, in base64. */
export const textencodebase64 = defineFunction('textencodebase64', {
  parameters: [text('string'), text('encoding')],
  run([value, encoding], call) {
    const set = characterSet(encoding.value);
    if (set === undefined) return { problem: `there is no encoding ${JSON.stringify(encoding.value)}` };
    if (set === 'unsupported') return unsupportedSet(encoding.value, call.origin);
    const bytes = set.encode(value.value);
    if (bytes === undefined)
      return { problem: `the text has characters that ${encoding.value} does not have` };
    return textResult(encodeBase64(bytes), call);
  },
});

/** The text that base64 stands for in a character set. */
export const textdecodebase64 = defineFunction('textdecodebase64', {
  parameters: [text('source'), text('encoding')],
  run([value, encoding], call) {
    const set = characterSet(encoding.value);
    if (set === undefined) return { problem: `there is no encoding ${JSON.stringify(encoding.value)}` };
    const bytes = decodeBase64(value.value);
    if (bytes === undefined) return NOT_BASE64;
    if (set === 'unsupported') return unsupportedSet(encoding.value, call.origin);
    const decoded = set.decode(bytes);
    return decoded.includes('\ufffd')
      ? { problem: `the bytes are no text in ${encoding.value}` }
      : textResult(decoded, call);
  },
});

function unsupportedSet(name: string, origin: Parameters<typeof unknownValue>[1]) {
  return unknownValue({ code: 'unsupported', message: `the encoding ${name} is not computed` }, origin);
}
