/** Texts with mistakes: where each is, what is said about it, and what is left of the rest. */

/** The marks are the places of the messages `says`; `left` is the outline of what could be read. */
export interface Row {
  readonly marked: string;
  readonly left: string;
  readonly says: readonly string[];
}

function row(marked: string, left: string, ...says: string[]): Row {
  return { marked, left, says };
}

const ARGUMENTS: readonly Row[] = [
  row('a = 1\nb = «»\nc = 3\n', 'a c', 'A value is expected here.'),
  row('a = 1\nb = «,» 2\nc = 3\n', 'a c', 'A value is expected here.'),
  row('a = «»', '', 'The text ends where a value is expected.'),
  row('a = 1 «b» = 2\nc = 3\n', 'c', 'The line is expected to end here, behind the value of the argument.'),
  row('a = 1«,»\nb = 2\n', 'b', 'Arguments and blocks end with their line, not with a comma.'),
  row('a«:» 1\nb = 2\n', 'b', 'An argument is set with "=", not with ":".'),
  row('a«.»b = 1\nc = 2\n', 'c', 'The name of an argument has no dots. An object holds named parts.'),
  row(
    '«a»\nb = 1\n',
    'b',
    'Nothing follows the name a. An argument has "=" and a value, a block has braces.',
  ),
  row('«"»a" = 1\nb = 2\n', 'b', 'Names of arguments and types of blocks are written without quotes.'),
  row('a = 1\n«a» = 2\nb = 3\n', 'a b', 'The argument a is set already, on line 1.'),
  row('«=» 1\nb = 2\n', 'b', 'The name of an argument or the type of a block is expected here.'),
  row(
    'a «+»= 1\nb = 2\n',
    'b',
    'An equals sign, or the labels and the opening brace of a block, are expected after a.',
  ),
];

const CHARACTERS: readonly Row[] = [
  row("a = «'»x'\nb = 2\n", 'b', 'Strings are written in double quotes in HCL.'),
  row(
    'a = «“»x”\nb = 2\n',
    'b',
    'This is a typographic quote. Strings are written in straight double quotes in HCL.',
  ),
  row(
    'a = «`»x`\nb = 2\n',
    'b',
    'HCL has no backticks. Strings are written in double quotes, texts of several lines as heredocs (<<EOT).',
  ),
  row(
    'a = 1«;»\nb = 2\n',
    'b',
    'HCL has no semicolons. A line break ends an argument, a comma separates the items of a list or object.',
  ),
  row('a = b «&» c\nd = 1\n', 'd', 'HCL has no operator "&". The logical AND is written "&&".'),
  row('a = b «|» c\nd = 1\n', 'd', 'HCL has no operator "|". The logical OR is written "||".'),
  row('a = b «^» c\nd = 1\n', 'd', 'HCL has no operator "^". Powers are computed with pow(…).'),
  row('a = b «**» c\nd = 1\n', 'd', 'HCL has no operator "**". Powers are computed with pow(…).'),
  row('a = «$»{b}\nc = 1\n', 'c', 'References need no "$" outside of strings: write the name alone.'),
  row('a =«\u00a0»1\nb = 2\n', 'b', 'This is a non-breaking space. Replace it with a plain space.'),
  row('a = 1«\ufeff»\nb = 2\n', 'b', 'A byte order mark can only stand at the very start of a file.'),
  row('a = «😀»\nb = 2\n', 'b', 'This character has no meaning in HCL outside of strings and comments.'),
  row(
    'a = 1«\r»b = 2\nc = 3\n',
    'c',
    'A carriage return without a line feed is no line break. Save the file with LF or CRLF line ends.',
  ),
  row(
    'a = «~»b\nc = 1\n',
    'c',
    'The "~" can only stand at the inner side of a template marker, as in "${~ x ~}".',
  ),
  row('a = «&»& b\nc = 1\n', 'c', 'A value is expected here.'),
];

const BRACKETS: readonly Row[] = [
  row(
    'a = [1, 2\n«b» = 3\nc = 4\n',
    'b c',
    'A comma or the closing bracket is expected after an item of a list.',
  ),
  row(
    'x {\n a = 1\n b = [1,\n c «=» 2\n}\ny {\n z = 1\n}\n',
    'x{a c} y{z}',
    'A comma or the closing bracket is expected after an item of a list.',
  ),
  row('x {\n a = f(\n«}»\ny {\n z = 1\n}\n', 'x{} y{z}', 'A value is expected here.'),
  row('a = f(\n1 «2»)\nb = 3\n', 'b', 'A comma or the closing parenthesis is expected after an argument.'),
  row('a = [1 «2»]\nb = 3\n', 'b', 'A comma or the closing bracket is expected after an item of a list.'),
  row(
    'a = {\n b = 1\n c«»\n d = 2\n}\ne = 1\n',
    'e',
    'An equals sign and a value are expected after the key of an item.',
  ),
  row('a = { b = 1 «c» = 2 }\nd = 3\n', 'd', 'A comma or a new line is expected after an item of an object.'),
  row(
    'a = { b «=»> 1 }\nc = 2\n',
    'c',
    'Items of an object are written "key = value"; "=>" belongs to for expressions.',
  ),
  row('a = (1 «}»)\nb = 2\n', 'b', 'A closing parenthesis is expected here.'),
  row('a = b[0\n«c» = 1\n', 'c', 'The closing bracket of the index is expected here.'),
  row('a = «[»1,\n2,\n', '', 'This bracket is never closed.'),
  row('a = «(»1\n', '', 'This parenthesis is never closed.'),
  row('a = «{»\nb = 1\n', '', 'This brace is never closed.'),
  row('a = «f(»1,\n', '', 'The parenthesis of this call of f is never closed.'),
  row(
    'a = [\n for b in c : {\n  d = b\n }\n«e» = 1\n',
    'e',
    'The closing bracket of the for expression is expected here.',
  ),
  row('a = [for b «c» : d]\ne = 1\n', 'e', 'The keyword "in" is expected after the names of a "for".'),
  row('a = { for «=» 1 }\nb = 1\n', 'b', 'A name for the element is expected after "for".'),
  row('a = b ? c«»\nd = 1\n', 'd', 'A ":" and the value for the other case are missing in this condition.'),
  row('a = b.«»\nc = 1\n', 'c', 'The name of an attribute is expected after the dot.'),
  row('a = b.«0.1»\nc = 1\n', 'c', 'Several indexes in a row are written in brackets: [0][1].'),
  row('a = «1.2.3»\nb = 1\n', 'b', 'This is not a number: it has more than one decimal point or exponent.'),
  row('a = «.»5\nb = 1\n', 'b', 'A number needs a digit before its decimal point: write "0.5" for ".5".'),
];

const STRINGS: readonly Row[] = [
  row(
    'a = «"b»\nc = 1\n',
    'c',
    'A string in quotes ends on its line: the closing quote is missing. A heredoc (<<EOT) holds several lines.',
  ),
  row('a = «"b»', '', 'The closing quote of this string is missing.'),
  row('a = "«${»b"\nc = 1\n', 'c', 'The closing brace of this template sequence is missing.'),
  row(
    'a = "x ${b «c»} y"\nd = 1\n',
    'd',
    'The closing brace of the template sequence is expected here. If "${" is meant as text, such as of a shell script, write "$${".',
  ),
  row(
    'a = "%{ if b «c» }%{ endif }"\nd = 1\n',
    'd',
    'The closing brace of the template sequence is expected here. If "%{" is meant as text, such as of a shell script, write "%%{".',
  ),
  row(
    'a = "x«\\q»"\nb = 1\n',
    'b',
    'There is no such escape. A backslash is followed by n, r, t, ", \\, uNNNN or UNNNNNNNN; write "\\\\" for itself.',
  ),
  row('a = "«\\u12»z"\nb = 1\n', 'b', '"\\u" is followed by exactly 4 hexadecimal digits.'),
  row(
    'a = "«\\uD800»"\nb = 1\n',
    'b',
    'There is no character of this number. Beyond U+FFFF the escape is UNNNNNNNN.',
  ),
  row('a = "«%{ if b }»c"\nd = 1\n', 'd', 'The "%{ endif }" of this directive is missing.'),
  row('a = "b«%{ endfor }»"\nd = 1\n', 'd', 'This "endfor" does not belong to any "for".'),
  row(
    'a = "%{ if b }«%{ endfor }»"\nd = 1\n',
    'd',
    'This "endfor" does not belong to any "for"; the open directive is "if".',
  ),
  row('a = "«%{ else }»"\nd = 1\n', 'd', 'This "else" does not belong to any "if".'),
  row(
    'a = "%{ if b }%{ else }«%{ else }»%{ endif }"\nd = 1\n',
    'd',
    'This "if" has an "else" already. Nest another "if" instead.',
  ),
  row(
    'a = "%{ «elif» b }c"\nd = 1\n',
    'd',
    'There is no such directive. A "%{" is followed by if, else, endif, for or endfor; write "%%{" for the text.',
  ),
  row('a = «<<E»\nb\nc = 1\n', '', 'The closing line of this heredoc is missing: E alone on a line.'),
  row(
    'b = 1\na = <<E\nx\n«E»',
    'b a',
    'The closing line of a heredoc needs a line break behind it: end the file with a newline.',
  ),
  row(
    'a = «<<E» \nb\nE\nc = 1\n',
    'a c',
    'Nothing may stand behind the name of a heredoc, not even a blank.',
  ),
  row('a = «<<"E"»\nb\nE\nc = 1\n', 'a c', 'The name of a heredoc has no quotes: write E alone.'),
  row(
    'a = «<<» E\nb = 1\n',
    'b',
    'A heredoc begins with "<<" or "<<-" and a bare name that ends the line, such as "<<EOT".',
  ),
  row(
    'a = "${\nb «=» 1\n',
    'b',
    'The closing brace of the template sequence is expected here. If "${" is meant as text, such as of a shell script, write "$${".',
  ),
  row(
    'a = [<<E\n]\nE\n, «;»]\nb = 1\n',
    'b',
    'HCL has no semicolons. A line break ends an argument, a comma separates the items of a list or object.',
  ),
];

const BLOCKS: readonly Row[] = [
  row('«b "c"» {\n a = 1\n', 'b.c{a}', 'This block is never closed: a "}" is missing.'),
  row('a = 1\n«}»\nb = 2\n', 'a b', 'There is no open block that this brace could close.'),
  row(
    'b {} «c» {}\nd = 1\n',
    'd b{}',
    'The line is expected to end here, behind the closing brace of the block.',
  ),
  row(
    'b {\n a = 1 «}»\nc = 2\n',
    'c b{a}',
    'The closing brace of a block that spans several lines stands on a line of its own.',
  ),
  row(
    'b "c"\n«{»\n a = 1\n}\nd = 2\n',
    'd b.c{a}',
    'The opening brace of a block stands on the line of its header.',
  ),
  row('b "c"«»\nd = 2\n', 'd', 'The opening brace of the block is expected on the line of its header.'),
  row('b "c" «=» {\n a = 1\n}\nd = 2\n', 'd', 'A block has no equals sign between its labels and its brace.'),
  row('b «"${c}"» {\n a = 1\n}\nd = 2\n', 'd', 'A label is fixed text: it cannot hold template sequences.'),
  row(
    'b { a = 1«,» c = 2 }\nd = 3\n',
    'd',
    'A block on one line holds one argument. Put each on a line of its own.',
  ),
  row(
    'b { a = 1«»\n}\nd = 3\n',
    'd',
    'A block whose argument stands on the line of its header closes on that line as well.',
  ),
  row('b { «c» {} }\nd = 3\n', 'd', 'A block inside of another stands on a line of its own.'),
  row('«{»\n a = 1\n}\nd = 3\n', 'd', 'The type of a block is expected before its opening brace.'),
  row('b {\n a = «}»\nc = 1\n', 'c b{}', 'A value is expected here.'),
  row(
    "b {\n a = «'»x'\n c = 1\n d {\n  e = «»\n  f = 2\n }\n}\ng = 1\n",
    'g b{c d{f}}',
    'Strings are written in double quotes in HCL.',
    'A value is expected here.',
  ),
  row('a = 1 «/*» b\nc = 2\n', '', 'This comment is not closed: "*/" is missing.'),
  row('a = 1\n«/*» b\nc = 2\n', 'a', 'This comment is not closed: "*/" is missing.'),
];

/** All rows. */
export const BROKEN_ITEMS: readonly Row[] = [...ARGUMENTS, ...CHARACTERS, ...BRACKETS, ...STRINGS, ...BLOCKS];
